"""Drafts: a flow being changed, which may be wrong in any way until it is published.

A flow has one draft at most, for everybody. Each save names the revision that it follows, so that
nobody overwrites what they have not seen.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, delete, insert, select, update

from switchroom.features.settings.events import FlowDraftBegun, FlowDraftRemoved
from switchroom.features.settings.flows.versions import (
    get_version,
    install_flow,
    latest_version,
    stream,
)
from switchroom.features.settings.tables import flow_drafts
from switchroom.kernel.errors import ConflictError, InvalidError, NotFoundError
from switchroom.kernel.time import Instant
from switchroom.ports.store import Transaction

ID = re.compile(r"[a-z0-9][a-z0-9-]{0,63}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A draft. `base`: the version that it began as; None: a flow that has no version yet."""

    id: str
    data: Mapping[str, Any]
    base: int | None
    revision: int
    changed: Instant
    author: str


def all_drafts(connection: Connection) -> list[Draft]:
    """Every draft."""
    rows = connection.execute(select(flow_drafts).order_by(flow_drafts.c.id)).mappings()
    return [Draft(**row) for row in rows]


def find_draft(connection: Connection, flow: str) -> Draft | None:
    """The draft of a flow, if there is one."""
    row = (
        connection.execute(select(flow_drafts).where(flow_drafts.c.id == flow))
        .mappings()
        .one_or_none()
    )
    return None if row is None else Draft(**row)


def get_draft(connection: Connection, flow: str) -> Draft:
    """The draft of a flow.

    Raises:
        NotFoundError: there is none.
    """
    draft = find_draft(connection, flow)
    if draft is None:
        raise NotFoundError(f"The flow {flow} has no draft.")
    return draft


def create_flow(tx: Transaction, flow: str, data: Mapping[str, Any], actor: str) -> Draft:
    """Begin a flow that is not there yet: new, copied or imported.

    Raises:
        InvalidError: the id cannot be one.
        ConflictError: there is a flow of this id.
    """
    if not ID.fullmatch(flow):
        raise InvalidError("A flow's id is made of small letters, digits and hyphens.")
    known = latest_version(tx.connection, flow) or find_draft(tx.connection, flow)
    if known is not None:
        raise ConflictError(f"There is a flow {flow} already.")
    return _begin(tx, flow, data, None, actor)


def draft_of(tx: Transaction, flow: str, version: int, actor: str) -> Draft:
    """Begin a draft as a version of the flow; one that is there is replaced."""
    data = get_version(tx.connection, flow, version).data
    if find_draft(tx.connection, flow):
        remove_draft(tx, flow, actor)
    return _begin(tx, flow, data, version, actor)


def save_draft(
    tx: Transaction, flow: str, data: Mapping[str, Any], revision: int, actor: str
) -> Draft:
    """Keep a draft, whatever is wrong in it.

    Raises:
        ConflictError: somebody else has saved since `revision`.
    """
    draft = _at(tx.connection, flow, revision)
    row = {
        "data": {**data, "id": flow},
        "revision": draft.revision + 1,
        "changed": tx.now,
        "author": actor,
    }
    tx.connection.execute(update(flow_drafts).where(flow_drafts.c.id == flow).values(row))
    return get_draft(tx.connection, flow)


def remove_draft(tx: Transaction, flow: str, actor: str) -> None:
    """Throw a draft away."""
    draft = get_draft(tx.connection, flow)
    tx.connection.execute(delete(flow_drafts).where(flow_drafts.c.id == flow))
    event = FlowDraftRemoved(flow=flow, revision=draft.revision)
    tx.record(stream(flow), event, actor=actor)


def publish_draft(tx: Transaction, flow: str, revision: int, note: str, actor: str) -> int:
    """Make the draft the version that new calls use; its number.

    Raises:
        FlowError: it could not be run.
        ConflictError: somebody else has saved since `revision`.
    """
    draft = _at(tx.connection, flow, revision)
    version = install_flow(tx, {"version": 1, **draft.data}, actor, note)
    tx.connection.execute(delete(flow_drafts).where(flow_drafts.c.id == flow))
    return version


def _begin(
    tx: Transaction, flow: str, data: Mapping[str, Any], base: int | None, actor: str
) -> Draft:
    row = {"id": flow, "data": {**data, "id": flow}, "base": base, "revision": 1}
    tx.connection.execute(insert(flow_drafts), row | {"changed": tx.now, "author": actor})
    tx.record(stream(flow), FlowDraftBegun(flow=flow, base=base), actor=actor)
    return get_draft(tx.connection, flow)


def _at(connection: Connection, flow: str, revision: int) -> Draft:
    draft = get_draft(connection, flow)
    if draft.revision != revision:
        raise ConflictError("Somebody else has changed this draft since you opened it.")
    return draft
