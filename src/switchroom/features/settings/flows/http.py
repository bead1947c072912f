"""Flows over HTTP: what there is, drafts, publication, comparison."""

import json
from collections.abc import Mapping
from typing import Annotated, Any

from fastapi import APIRouter, Query, Response
from sqlalchemy import Connection

from switchroom.domain.flow.catalogue import node_kinds
from switchroom.domain.flow.contents import fixed_texts
from switchroom.domain.flow.parse import parse_flow
from switchroom.domain.speaking.pieces import Piece
from switchroom.features.settings.flows import reading
from switchroom.features.settings.flows.drafts import (
    create_flow,
    draft_of,
    find_draft,
    get_draft,
    publish_draft,
    remove_draft,
    save_draft,
)
from switchroom.features.settings.flows.examining import names_for_flows, require_runnable
from switchroom.features.settings.flows.schemas import (
    Comparison,
    DraftChange,
    FlowContent,
    FlowSummary,
    Name,
    NewFlow,
    NodeKind,
    Publication,
    Published,
    RunningCall,
    Version,
)
from switchroom.features.settings.flows.versions import latest_version
from switchroom.features.settings.flows.world import TheWorld
from switchroom.kernel.errors import NotFoundError
from switchroom.ports.store import Transaction
from switchroom.runtime.web.access import Identity, allows
from switchroom.runtime.web.centre import TheCentre

router = APIRouter(prefix="/api/flows", tags=["flows"])
Viewing = allows("settings.view")
Designer = Annotated[Identity, allows("flows.edit")]
Publisher = Annotated[Identity, allows("flows.publish")]

EMPTY: Mapping[str, Any] = {
    "version": 1,
    "start": "end",
    "nodes": [{"id": "end", "kind": "hang-up", "label": {"zh": "挂机", "en": "Hang up"}}],
}


@router.get("/kinds", dependencies=[Viewing])
async def kinds() -> list[NodeKind]:
    """The kinds of node: their fields, and where edges leave them."""
    return [NodeKind.model_validate(kind) for kind in node_kinds()]


@router.get("/names", dependencies=[Viewing])
async def names(centre: TheCentre, world: TheWorld) -> dict[str, list[Name]]:
    """What flows can refer to, by kind: `queue`, `schedule`, `prompt` ..."""
    found = await centre.store.read(lambda c: names_for_flows(c, world))
    return {kind: [Name.model_validate(one) for one in some] for kind, some in found.items()}


@router.get("", dependencies=[Viewing])
async def flows(centre: TheCentre, world: TheWorld) -> list[FlowSummary]:
    """All flows."""
    return await centre.store.read(lambda c: reading.summaries(c, world))


@router.post("", status_code=201)
async def add(given: NewFlow, centre: TheCentre, world: TheWorld, by: Designer) -> FlowContent:
    """Begin a flow: new, imported, or a copy of another; a draft as yet."""

    def unit(tx: Transaction) -> FlowContent:
        data = given.data or EMPTY
        if given.copy_of:
            data = _newest(tx.connection, given.copy_of)
        draft = create_flow(tx, given.id, data, by.user)
        return reading.draft_content(tx.connection, world, draft)

    return await centre.store.write(unit)


@router.get("/{flow}/versions", dependencies=[Viewing])
async def versions(flow: str, centre: TheCentre, world: TheWorld) -> list[Version]:
    """The versions of a flow, the newest first."""
    return await centre.store.read(lambda c: reading.versions(c, world, flow))


@router.get("/{flow}/versions/{version}", dependencies=[Viewing])
async def version(flow: str, version: int, centre: TheCentre, world: TheWorld) -> FlowContent:
    """One version, all of it."""
    return await centre.store.read(lambda c: reading.version_content(c, world, flow, version))


@router.get("/{flow}/compare", dependencies=[Viewing])
async def compare(
    flow: str,
    centre: TheCentre,
    before: Annotated[str, Query(description="A version's number, or `draft`.")],
    after: Annotated[str, Query(description="A version's number, or `draft`.")],
) -> Comparison:
    """What differs between two versions."""
    return await centre.store.read(lambda c: reading.comparison(c, flow, before, after))


@router.get("/{flow}/export", dependencies=[Viewing])
async def export(flow: str, centre: TheCentre, version: str = "draft") -> Response:
    """A version as a JSON file, as packs hold them and as `POST /api/flows` takes them."""
    data = await centre.store.read(lambda c: reading.data_of(c, flow, version))
    name = f"{flow}-{version}.json"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    text = json.dumps(data, ensure_ascii=False, indent=2)
    return Response(text, media_type="application/json", headers=headers)


@router.get("/{flow}/draft", dependencies=[Viewing])
async def draft(flow: str, centre: TheCentre, world: TheWorld) -> FlowContent:
    """The draft of a flow."""
    return await centre.store.read(lambda c: reading.draft_content(c, world, get_draft(c, flow)))


@router.put("/{flow}/draft")
async def keep(
    flow: str, given: DraftChange, centre: TheCentre, world: TheWorld, by: Designer
) -> FlowContent:
    """Keep a draft; 409 if somebody else has saved since `revision`."""

    def unit(tx: Transaction) -> FlowContent:
        saved = save_draft(tx, flow, given.data, given.revision, by.user)
        return reading.draft_content(tx.connection, world, saved)

    return await centre.store.write(unit)


@router.delete("/{flow}/draft", status_code=204)
async def discard(flow: str, centre: TheCentre, by: Designer) -> None:
    """Throw the draft away; the versions stay."""
    await centre.store.write(lambda tx: remove_draft(tx, flow, by.user))


@router.post("/{flow}/draft/from/{version}", status_code=201)
async def begin_draft(
    flow: str, version: int, centre: TheCentre, world: TheWorld, by: Designer
) -> FlowContent:
    """Begin a draft as a version is, in place of the draft that may be there."""

    def unit(tx: Transaction) -> FlowContent:
        begun = draft_of(tx, flow, version, by.user)
        return reading.draft_content(tx.connection, world, begun)

    return await centre.store.write(unit)


@router.post("/{flow}/publish")
async def publish(
    flow: str, given: Publication, centre: TheCentre, world: TheWorld, by: Publisher
) -> Published:
    """Make the draft the version that new calls use, once its sentences have been spoken."""

    def ready(connection: Connection) -> list[Piece]:
        found = get_draft(connection, flow)
        require_runnable(found.data, names_for_flows(connection, world))
        texts = sorted(fixed_texts(parse_flow({"version": 1, **found.data})))
        return [Piece("en" if language == "en" else "zh", text) for language, text in texts]

    def unit(tx: Transaction) -> Published:
        number = publish_draft(tx, flow, given.revision, given.note, by.user)
        return Published(version=number)

    await world.prepare(await centre.store.read(ready))
    return await centre.store.write(unit)


@router.get("/{flow}/calls")
async def calls(
    flow: str,
    centre: TheCentre,
    world: TheWorld,
    by: Annotated[Identity, allows("interactions.view")],
) -> list[RunningCall]:
    """The calls that are in this flow now, as far as one may see them."""
    found = await centre.store.read(lambda c: world.running(c, by))
    return [RunningCall.model_validate(one) for one in found if flow in {one.flow, one.root}]


def _newest(connection: Connection, flow: str) -> Mapping[str, Any]:
    found = find_draft(connection, flow) or latest_version(connection, flow)
    if found is None:
        raise NotFoundError(f"There is no flow {flow}.")
    return found.data
