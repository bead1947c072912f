"""Long lists by pages: a page's `next` cursor asks for the following one."""

from typing import Annotated, Generic, TypeVar

from fastapi import Query
from pydantic import BaseModel

T = TypeVar("T")

PageSize = Annotated[int, Query(ge=1, le=200, description="How many at most.")]
Cursor = Annotated[
    str | None, Query(max_length=64, description="`next` of the page before; none: the first.")
]


class Page(BaseModel, Generic[T]):
    """One page of a list; `next` is null on the last."""

    items: list[T]
    next: str | None = None
