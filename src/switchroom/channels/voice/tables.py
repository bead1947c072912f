"""Calls in progress, as they were after their last step."""

from typing import Any

from msgspec import convert, json
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
    return [
        convert(_today(json.decode(row.data)), Call) for row in connection.execute(select(calls))
    ]


def _today(data: dict[str, Any]) -> dict[str, Any]:
    """A call as it is kept now; before there were parties it had one agent, in `talk`."""
    talk = data.pop("talk", None)
    if talk:
        served = {"kind": "agent", "purpose": "served", "state": "in", "up": True, "browser": True}
        kept = {name: talk[name] for name in ("leg", "agent", "queue", "segment", "recording")}
        data["parties"] = {talk["leg"]: kept | served | {"endpoint": ""}}
        data |= {"customer_held": talk["held"], "queue": talk["queue"]}
    return data


def _encode(call: Call) -> str:
    return json.encode(call).decode()
