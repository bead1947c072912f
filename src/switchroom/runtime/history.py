"""How one thing stood before and after each of its changes, out of its stream in the journal."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, TypeAlias

from msgspec import json
from sqlalchemy import Connection

from switchroom.kernel.errors import NotFoundError
from switchroom.kernel.time import Instant
from switchroom.runtime.journal import entries

State: TypeAlias = Mapping[str, Any]
"""How something stands, as plain data."""

Reading: TypeAlias = Callable[[State | None, Mapping[str, Any]], State | None]
"""How it stands after an event, out of how it stood and what the event says; None: it is gone."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One change; `type` is the event's."""

    position: int
    at: Instant
    actor: str
    type: str
    before: State | None
    after: State | None


def history(connection: Connection, stream: str, readings: Mapping[str, Reading]) -> list[Change]:
    """All changes of a stream, the newest first; events without a reading are no changes."""
    found: list[Change] = []
    state: State | None = None
    for entry in entries(connection, stream):
        if reading := readings.get(entry.type):
            before, state = state, reading(state, json.decode(entry.data))
            found.append(
                Change(
                    position=entry.position,
                    at=entry.at,
                    actor=entry.actor,
                    type=entry.type,
                    before=before,
                    after=state,
                )
            )
    return found[::-1]


def change_at(changes: list[Change], position: int) -> Change:
    """The change at a position of the journal."""
    for change in changes:
        if change.position == position:
            return change
    raise NotFoundError("There is no such change.")
