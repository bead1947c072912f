"""Everything that is to be said about a flow's data, the rest of the centre considered."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Connection

from switchroom.domain.flow.advice import missing, warnings
from switchroom.domain.flow.findings import Finding
from switchroom.domain.flow.parse import FlowError, examine
from switchroom.features.settings.catalogue import (
    MAILBOXES,
    QUEUES,
    SCHEDULES,
    SKILLS,
    Kind,
    every,
)
from switchroom.features.settings.flows.versions import flow_versions
from switchroom.features.settings.flows.world import FlowWorld, Named

REFERRED: tuple[Kind[Any], ...] = (QUEUES, SCHEDULES, MAILBOXES, SKILLS)
"""The configuration that flows refer to."""

Names = Mapping[str, Sequence[Named]]


def names_for_flows(connection: Connection, world: FlowWorld) -> Names:
    """What flows can refer to, other published flows among it."""
    titles = {
        one.id: dict(one.data.get("title") or {"zh": one.id, "en": one.id})
        for one in flow_versions(connection)
        if one.published
    }
    flows = [Named(id=name, name=title) for name, title in titles.items()]
    settings = {kind.name: _named(every(connection, kind)) for kind in REFERRED}
    return {**settings, **world.known(connection), "flow": flows}


def _named(records: Sequence[Any]) -> list[Named]:
    return [Named(id=one.id, name=one.name) for one in records]


def findings(data: Mapping[str, Any], names: Names) -> list[Finding]:
    """Errors, else what is missing, and warnings."""
    flow, errors = examine(data)
    if flow is None or errors:
        return errors
    known = {kind: {one.id for one in named} for kind, named in names.items()}
    return [*missing(flow, known), *warnings(flow)]


def require_runnable(data: Mapping[str, Any], names: Names) -> None:
    """Refuse what has errors.

    Raises:
        FlowError: with a sentence for each.
    """
    errors = [found.line for found in findings(data, names) if found.severity == "error"]
    if errors:
        raise FlowError(str(data.get("id", "?")), errors)
