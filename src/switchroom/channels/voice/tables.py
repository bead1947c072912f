"""Calls in progress, as they were after their last step."""

from msgspec import json
from sqlalchemy import Column, Connection, Table, Text, delete, insert, select, update

from switchroom.channels.voice.call import Call
from switchroom.runtime.tables import metadata

calls = Table(
    "calls",
    metadata,
    Column("interaction", Text, primary_key=True),
    Column("data", Text, nullable=False),
)


def add(connection: Connection, call: Call) -> None:
    """Store a new call."""
    connection.execute(insert(calls).values(interaction=call.interaction, data=_encode(call)))


def change(connection: Connection, call: Call) -> None:
    """Store a call's new state; one that is finished is forgotten."""
    same = calls.c.interaction == call.interaction
    if call.finished:
        connection.execute(delete(calls).where(same))
    else:
        connection.execute(update(calls).where(same).values(data=_encode(call)))


def stored(connection: Connection) -> list[Call]:
    """All calls in progress."""
    return [json.decode(row.data, type=Call) for row in connection.execute(select(calls))]


def _encode(call: Call) -> str:
    return json.encode(call).decode()
