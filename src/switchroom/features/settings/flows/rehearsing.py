"""Test calls over HTTP."""

from collections.abc import Mapping
from typing import Any

from fastapi import APIRouter
from sqlalchemy import Connection

from switchroom.domain.flow.messages import (
    CallFacts,
    EnterQueue,
    LookUp,
    Play,
    TakeMessage,
    TransferTo,
)
from switchroom.domain.flow.nodes import Flow
from switchroom.domain.flow.parse import FlowError, examine
from switchroom.domain.flow.state import Step
from switchroom.domain.interaction.events import FactLearned, FlowStepped
from switchroom.features.settings.flows import rehearsal
from switchroom.features.settings.flows.rehearsal import TestCall
from switchroom.features.settings.flows.schemas import (
    Asked,
    Passed,
    Spoken,
    TestFacts,
    TestState,
    TestStep,
)
from switchroom.features.settings.flows.versions import flow_library
from switchroom.features.settings.flows.world import FlowWorld, TheWorld
from switchroom.kernel.errors import SwitchroomError
from switchroom.kernel.time import Instant
from switchroom.runtime.web.access import allows
from switchroom.runtime.web.centre import TheCentre

router = APIRouter(prefix="/api/flows", tags=["flows"])
TEST = "test"
"""The interaction that a test call would be."""


@router.post("/rehearsal", dependencies=[allows("flows.edit")])
async def rehearse(given: TestStep, centre: TheCentre, world: TheWorld) -> TestState:
    """One step of a test call; the page keeps its state and sends it with the next one."""
    now = centre.clock.now()
    return await centre.store.read(lambda c: _step(c, given, world, now))


def _step(connection: Connection, given: TestStep, world: FlowWorld, now: Instant) -> TestState:
    flow = _readable(given.data)
    flows = flow_library(connection)
    if given.call is None or given.answer is None:
        facts = _facts(given.facts, connection, world)
        at = given.facts.at if given.facts.at is not None else now
        call, step = rehearsal.start(flows, flow, facts, at)
    else:
        before = rehearsal.decode_call(given.call)
        answer = rehearsal.Answer(
            kind=given.answer.kind, value=given.answer.value, values=given.answer.values
        )
        call, step = rehearsal.answer(flows, flow, before, answer)
    return _shown(connection, world, call, step)


def _readable(data: Mapping[str, Any]) -> Flow:
    """A flow that has errors may be tried as far as it goes, if only it can be read."""
    flow, errors = examine({"version": 1, **data})
    if flow is None:
        raise FlowError(str(data.get("id", "?")), [error.line for error in errors])
    return flow


def _facts(given: TestFacts, connection: Connection, world: FlowWorld) -> CallFacts:
    return CallFacts(
        interaction=TEST,
        caller=world.number(given.caller),
        called=given.called,
        vip=given.vip,
        language=given.language,
        variables={**world.variables(connection), **given.variables},
    )


def _shown(connection: Connection, world: FlowWorld, call: TestCall, step: Step) -> TestState:
    state = call.state
    shown = TestState(
        call=rehearsal.encode_call(call),
        at=call.at,
        flow=state.flow,
        node=state.node,
        language=state.language,
        waiting=state.waiting.what if state.waiting else None,
        after=call.timer,
        outcome=state.outcome,
        passed=[Passed.model_validate(e) for e in step.events if isinstance(e, FlowStepped)],
        spoken=[],
        facts={e.name: e.value for e in step.events if isinstance(e, FactLearned)},
        variables=dict(state.variables),
    )
    for effect in step.effects:
        match effect:
            case Play(pieces=pieces):
                shown.spoken += [Spoken.model_validate(piece) for piece in pieces]
            case EnterQueue(queue=queue, keys=keys, announce=announce):
                shown.target, shown.keys = queue, list(keys)
                shown.spoken += [Spoken.model_validate(piece) for piece in announce]
            case TakeMessage(mailbox=mailbox):
                shown.target = mailbox
            case TransferTo(endpoint=endpoint):
                shown.target = endpoint
            case LookUp():
                shown.asked = _asked(connection, world, effect)
            case _:
                pass
    return shown


def _asked(connection: Connection, world: FlowWorld, effect: LookUp) -> Asked:
    found, failed = None, False
    try:
        found = world.look_up(connection, effect.query, effect.parameters)
    except SwitchroomError:
        failed = True
    return Asked(
        query=effect.query,
        parameters=dict(effect.parameters),
        found=None if found is None else dict(found),
        failed=failed,
    )
