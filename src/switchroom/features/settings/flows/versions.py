"""Flows by version. Nothing of a version ever changes: a running call stays on its own."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, func, insert, select, update

from switchroom.domain.flow.library import Flows
from switchroom.domain.flow.parse import parse_flow
from switchroom.domain.hours.reading import read_schedule
from switchroom.features.settings.catalogue import SCHEDULES, every
from switchroom.features.settings.events import FlowAdded, FlowPublished
from switchroom.features.settings.tables import flows
from switchroom.kernel.errors import NotFoundError
from switchroom.kernel.time import Instant
from switchroom.ports.store import Transaction


@dataclass(frozen=True, slots=True, kw_only=True)
class FlowVersion:
    """A version of a flow as it was written; the newest published one serves new calls.

    Attributes:
        author: the user who added it; `note` is what they said about it.
        published_at: when it was published, if it was and that is known.
    """

    id: str
    version: int
    data: Mapping[str, Any]
    published: bool
    created: Instant
    author: str = ""
    note: str = ""
    published_at: Instant | None = None


def add_flow(tx: Transaction, data: Mapping[str, Any], actor: str = "") -> int:
    """Add a flow as its next version, checked; the number of that version.

    The same flow again, but for its number, is the version that is there already.

    Raises:
        FlowError: it could not be run.
    """
    flow = parse_flow(data).id
    latest = latest_version(tx.connection, flow)
    if latest is not None and _same(latest.data, data):
        return latest.version
    version = 1 if latest is None else latest.version + 1
    row = {"id": flow, "version": version, "data": dict(data) | {"version": version}}
    facts = {"published": False, "created": tx.now, "author": actor}
    tx.connection.execute(insert(flows), row | facts)
    tx.record(stream(flow), FlowAdded(flow=flow, version=version), actor=actor)
    return version


def publish_flow(tx: Transaction, flow: str, version: int, actor: str = "", note: str = "") -> None:
    """Let new calls use a version."""
    this = (flows.c.id == flow) & (flows.c.version == version)
    published = tx.connection.execute(select(flows.c.published).where(this)).scalar()
    if published is None:
        raise NotFoundError(f"The flow {flow} has no version {version}.")
    if not published:
        change = {"published": True, "published_at": tx.now, "note": note}
        tx.connection.execute(update(flows).where(this).values(change))
        event = FlowPublished(flow=flow, version=version, note=note)
        tx.record(stream(flow), event, actor=actor)


def install_flow(tx: Transaction, data: Mapping[str, Any], actor: str = "", note: str = "") -> int:
    """Add and publish a flow; the number of its version."""
    version = add_flow(tx, data, actor)
    publish_flow(tx, str(data["id"]), version, actor, note)
    return version


def flow_versions(connection: Connection, flow: str | None = None) -> list[FlowVersion]:
    """All versions, of one flow or of all."""
    chosen = select(flows).order_by(flows.c.id, flows.c.version)
    if flow is not None:
        chosen = chosen.where(flows.c.id == flow)
    return [FlowVersion(**row) for row in connection.execute(chosen).mappings()]


def get_version(connection: Connection, flow: str, version: int) -> FlowVersion:
    """One version.

    Raises:
        NotFoundError: there is none of this number.
    """
    found = select(flows).where(flows.c.id == flow, flows.c.version == version)
    row = connection.execute(found).mappings().one_or_none()
    if row is None:
        raise NotFoundError(f"The flow {flow} has no version {version}.")
    return FlowVersion(**row)


def latest_version(connection: Connection, flow: str) -> FlowVersion | None:
    """The newest version of a flow, published or not."""
    newest = select(func.max(flows.c.version)).where(flows.c.id == flow)
    version = connection.execute(newest).scalar()
    return None if version is None else get_version(connection, flow, version)


def flow_library(connection: Connection) -> Flows:
    """All flows and opening hours, as running calls read them."""
    versions = flow_versions(connection)
    schedules = [read_schedule(one.data) for one in every(connection, SCHEDULES)]
    return Flows(
        versions={(one.id, one.version): parse_flow(one.data) for one in versions},
        published={one.id: one.version for one in versions if one.published},
        schedules={schedule.schedule: schedule for schedule in schedules},
    )


def stream(flow: str) -> str:
    """The stream of what happens to a flow."""
    return f"flow-settings:{flow}"


def _same(kept: Mapping[str, Any], given: Mapping[str, Any]) -> bool:
    return {**kept, "version": 0} == {**given, "version": 0}
