"""What the notices' HTTP edge takes and gives."""

from typing import Annotated, Self

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, model_validator

from switchroom.features.notices.audience import Kind
from switchroom.kernel.time import Instant

Text = Annotated[
    str,
    StringConstraints(
        strip_whitespace=True, min_length=1, max_length=500, pattern=r"^[^\x00-\x09\x0b-\x1f\x7f]+$"
    ),
]
"""Any text, of several lines if need be; the desk shows it as it is."""


class Address(BaseModel):
    """To whom: everybody, or those of the named teams, queues, or agents."""

    kind: Kind
    ids: Annotated[list[Annotated[str, Field(max_length=64)]], Field(max_length=500)] = []

    @model_validator(mode="after")
    def _named(self) -> Self:
        if (self.kind == "everybody") == bool(self.ids):
            raise ValueError("name those who are meant, or nobody for everybody")
        return self


class NoticeGiven(BaseModel):
    """A notice to be sent, shown until a moment."""

    model_config = ConfigDict(extra="forbid")

    text: Text
    urgent: bool = False
    to: Address
    until: Instant


class NoticeView(BaseModel):
    """A notice as one of those sees it to whom it was sent."""

    id: str
    text: str
    urgent: bool
    by_name: str
    at: Instant
    until: Instant
    read_at: Instant | None
    withdrawn_at: Instant | None


class Reader(BaseModel):
    """Somebody to whom a notice was sent, and when they read it."""

    id: str
    name: str
    at: Instant | None


class SentNotice(BaseModel):
    """A notice as supervisors see it; `readers` are those within one's own limits.

    `withdrawable`: one sent it oneself, or may see all to whom it was sent.
    """

    id: str
    text: str
    urgent: bool
    by: str
    by_name: str
    at: Instant
    until: Instant
    withdrawn_at: Instant | None
    to: Address
    read: int
    unread: int
    readers: list[Reader]
    withdrawable: bool
