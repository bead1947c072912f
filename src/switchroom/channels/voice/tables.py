"""Calls in progress, as they were after their last step."""

from msgspec import json
from sqlalchemy import Column, Connection, Table, Text, bindparam, delete, insert, select, update

from switchroom.channels.voice.call import Call
from switchroom.runtime.tables import metadata

calls = Table(
    "calls",
    metadata,
    Column("interaction", Text, primary_key=True),
    Column("data", Text, nullable=False),
)


SAME = calls.c.interaction == bindparam("call")
ADD = insert(calls)
CHANGE = update(calls).where(SAME).values(data=bindparam("data"))
FORGET = delete(calls).where(SAME)


def add(connection: Connection, call: Call) -> None:
    """Store a new call."""
    connection.execute(ADD, {"interaction": call.interaction, "data": _encode(call)})


def change(connection: Connection, call: Call) -> None:
    """Store a call's new state; one that is finished is forgotten."""
    if call.finished:
        connection.execute(FORGET, {"call": call.interaction})
    else:
        connection.execute(CHANGE, {"call": call.interaction, "data": _encode(call)})


def stored(connection: Connection) -> list[Call]:
    """All calls in progress."""
    return [json.decode(row.data, type=Call) for row in connection.execute(select(calls))]


def _encode(call: Call) -> str:
    return json.encode(call).decode()
