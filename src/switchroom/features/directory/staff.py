"""The colleagues there are, and which of them somebody looks for."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Annotated, cast

from fastapi import Depends
from sqlalchemy import Connection
from starlette.requests import HTTPConnection


@dataclass(frozen=True, slots=True, kw_only=True)
class Colleague:
    """An agent as others know them."""

    id: str
    name: str
    number: str
    extension: str
    team: str = ""


Staff = Callable[[Connection], Sequence[Colleague]]
"""All agents, by number; composed of the features by `app`, which sets it as `state.staff`."""


async def _staff(connection: HTTPConnection) -> Staff:
    return cast("Staff", connection.app.state.staff)


TheStaff = Annotated[Staff, Depends(_staff)]


def matching(staff: Iterable[Colleague], text: str) -> list[Colleague]:
    """Those whose name contains a text, or whose number or extension begins with it."""
    wanted = text.strip().casefold()
    return [
        one
        for one in staff
        if wanted in one.name.casefold()
        or one.number.startswith(wanted)
        or one.extension.startswith(wanted)
    ]
