"""What a call does with what comes twice, or too late."""

import asyncio

import pytest
from tests.unit.channels.voice.centre import Centre, centre
from tests.unit.channels.voice.world import Everybody

from switchroom.channels.voice.acts import End
from switchroom.channels.voice.call import Call
from switchroom.channels.voice.inputs import Assigned, CallInput, LegDown, LegUp, Offered
from switchroom.channels.voice.line import Line
from switchroom.channels.voice.machine import react
from switchroom.domain.interaction.commands import HoldCustomer
from switchroom.domain.routing.commands import Enqueue
from switchroom.kernel.errors import ConflictError

pytestmark = pytest.mark.unit


def new_call() -> Call:
    return Call(interaction="i", leg="caller", caller="1", caller_name="", called="2", arrived=0)


def line_of(c: Centre, call: Call) -> Line:
    return Line(call, c.voice._world, lambda _: None)


async def test_who_asks_is_told_that_it_is_over_when_the_call_ends_before_their_turn() -> None:
    async with centre() as c:
        call = new_call()
        call.ended = call.gone = True
        line = line_of(c, call)
        wish = HoldCustomer(interaction="i", agent="ann")
        told, _ = await asyncio.gather(line.ask(wish), line.live(), return_exceptions=True)
        assert isinstance(told, ConflictError)


async def test_a_timer_goes_off_once_when_it_is_set_again() -> None:
    async with centre() as c:
        line = line_of(c, new_call())
        line.set("again", 1_000)
        await asyncio.sleep(0.5)
        line.set("again", 1_000)
        await asyncio.sleep(0.9)
        assert line._inputs.empty()
        await asyncio.sleep(5)
        assert line._inputs.qsize() == 1


def test_an_agents_telephone_is_let_go_when_the_caller_left_while_the_routing_decided() -> None:
    call = new_call()
    call.queue, call.queue_token = "q", "i.1.1"
    call.waits = Enqueue(interaction="i", queue="q")
    before: tuple[CallInput, ...] = (
        Offered(offer="o", agent="ann", queue="q"),
        LegUp(leg="agent-o"),
        LegDown(leg="caller", cause=16, by_far_end=True),
    )
    for happened in before:
        call = react(call, happened, Everybody(), 1).call
    late = react(call, Assigned(offer="o", agent="ann"), Everybody(), 2)
    assert End(leg="agent-o") in late.acts
    assert late.call.finished
