"""Flows as the designer is shown them."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Connection

from switchroom.features.settings.flows.comparing import compare
from switchroom.features.settings.flows.drafts import Draft, all_drafts, find_draft, get_draft
from switchroom.features.settings.flows.examining import Names, findings, names_for_flows
from switchroom.features.settings.flows.schemas import (
    Comparison,
    DraftState,
    Finding,
    FlowContent,
    FlowSummary,
    NodeChange,
    Version,
)
from switchroom.features.settings.flows.versions import FlowVersion, flow_versions, get_version
from switchroom.features.settings.flows.world import FlowWorld
from switchroom.kernel.errors import InvalidError, NotFoundError

DRAFT = "draft"


def summaries(connection: Connection, world: FlowWorld) -> list[FlowSummary]:
    """Every flow, whether it has versions or is only a draft yet."""
    people, names = world.people(connection), names_for_flows(connection, world)
    by_flow: dict[str, list[FlowVersion]] = {}
    for version in flow_versions(connection):
        by_flow.setdefault(version.id, []).append(version)
    drafts = {draft.id: draft for draft in all_drafts(connection)}
    found = []
    for flow in sorted({*by_flow, *drafts}):
        shown = shown_versions(by_flow.get(flow, []), people)
        draft = drafts.get(flow)
        data = draft.data if draft else by_flow[flow][-1].data
        found.append(
            FlowSummary(
                id=flow,
                title=title_of(data),
                nodes=len(data.get("nodes", ())),
                serving=next((one for one in shown if one.serving), None),
                draft=_draft_state(draft, people, names) if draft else None,
            )
        )
    return found


def versions(connection: Connection, world: FlowWorld, flow: str) -> list[Version]:
    """The versions of a flow, the newest first."""
    found = flow_versions(connection, flow)
    if not found and find_draft(connection, flow) is None:
        raise NotFoundError(f"There is no flow {flow}.")
    return shown_versions(found, world.people(connection))[::-1]


def version_content(
    connection: Connection, world: FlowWorld, flow: str, version: int
) -> FlowContent:
    """A version with all that is in it."""
    found = get_version(connection, flow, version)
    return FlowContent(
        id=flow,
        version=version,
        changed=found.created,
        author=world.people(connection).get(found.author, found.author),
        data=dict(found.data),
        findings=_findings(connection, world, found.data),
    )


def draft_content(connection: Connection, world: FlowWorld, draft: Draft) -> FlowContent:
    """A draft with all that is in it."""
    return FlowContent(
        id=draft.id,
        revision=draft.revision,
        base=draft.base,
        changed=draft.changed,
        author=world.people(connection).get(draft.author, draft.author),
        data=dict(draft.data),
        findings=_findings(connection, world, draft.data),
    )


def comparison(connection: Connection, flow: str, before: str, after: str) -> Comparison:
    """Two versions side by side; either may be the draft."""
    old, new = data_of(connection, flow, before), data_of(connection, flow, after)
    changes = [NodeChange.model_validate(one) for one in compare(old, new)]
    return Comparison(before=old, after=new, nodes=changes)


def data_of(connection: Connection, flow: str, version: str) -> dict[str, Any]:
    """The data of a version by its number, or of the `draft`."""
    if version == DRAFT:
        return dict(get_draft(connection, flow).data)
    if not version.isdecimal():
        raise InvalidError("A version is a number, or the draft.")
    return dict(get_version(connection, flow, int(version)).data)


def shown_versions(found: list[FlowVersion], people: Mapping[str, str]) -> list[Version]:
    """Versions without their nodes; the newest published one is serving."""
    serving = max((one.version for one in found if one.published), default=0)
    return [
        Version(
            version=one.version,
            published=one.published,
            serving=one.version == serving,
            created=one.created,
            published_at=one.published_at,
            author=people.get(one.author, one.author),
            note=one.note,
        )
        for one in found
    ]


def title_of(data: Mapping[str, Any]) -> dict[str, str]:
    """What a flow is called; its id where it has no title."""
    title, flow = data.get("title"), str(data.get("id", ""))
    return dict(title) if isinstance(title, Mapping) else {"zh": flow, "en": flow}


def _findings(connection: Connection, world: FlowWorld, data: Mapping[str, Any]) -> list[Finding]:
    names = names_for_flows(connection, world)
    return [Finding.model_validate(one) for one in findings(data, names)]


def _draft_state(draft: Draft, people: Mapping[str, str], names: Names) -> DraftState:
    found = [one.severity for one in findings(draft.data, names)]
    return DraftState(
        base=draft.base,
        revision=draft.revision,
        changed=draft.changed,
        author=people.get(draft.author, draft.author),
        errors=found.count("error"),
        warnings=found.count("warning"),
    )
