"""After silence: what the engine and the routing hold is compared with the calls that we know.

Policy. Calls live in the telephone engine, and are adopted. What it lost has ended; what it has
answered meanwhile is answered; a caller whom no call knows begins one; a leg that we rang and that
no call knows is ended; whatever else may have been missed each call does again (`Resumed`). Work in
the routing that belongs to no call ends.
"""

from collections.abc import Mapping
from contextlib import suppress

from switchroom.channels.voice.inputs import CallInput, LegDown, LegUp, Lost, Resumed
from switchroom.channels.voice.line import Line
from switchroom.domain.routing.commands import EndWork, RoutingCommand, Unreserve, Withdraw
from switchroom.kernel.errors import SwitchroomError
from switchroom.ports.bus import Bus
from switchroom.ports.routing import Engagement, RoutingView
from switchroom.ports.telephony import LegArrived, LegState, Snapshot


def missed(line: Line, snapshot: Snapshot, engaged: list[Engagement]) -> list[CallInput]:
    """What has to happen to a call, in this order."""
    call = line.call
    there = {leg.leg: leg for leg in snapshot.legs}
    inputs: list[CallInput] = []
    if call.leg and call.leg not in there and not call.gone:
        inputs.append(Lost())
    gone = call.legs - set(there) - {call.leg}
    inputs += [LegDown(leg=leg, cause=0) for leg in sorted(gone)]
    up = [leg for leg in sorted(call.legs) if leg in there and there[leg].answered]
    inputs += [LegUp(leg=leg) for leg in up]
    own = [one for one in engaged if one.interaction == call.interaction]
    inputs.append(
        Resumed(
            together=frozenset(snapshot.bridges.get(call.bridge, ())),
            queued=any(one.agent is None for one in own),
            working=frozenset(one.agent for one in own if one.agent),
        )
    )
    return inputs


def unheard(snapshot: Snapshot, by_leg: Mapping[str, str]) -> list[LegArrived]:
    """Calls that are in our hands and of which we know nothing.

    We were killed before their interaction was stored: they begin now.
    """
    return [
        leg.arrived for leg in snapshot.legs if leg.arrived and leg.ours and leg.leg not in by_leg
    ]


def strays(snapshot: Snapshot, lines: Mapping[str, Line], by_leg: Mapping[str, str]) -> list[str]:
    """Legs that belong to nothing."""
    known = {leg for line in lines.values() for leg in line.call.legs}
    return [
        leg.leg
        for leg in snapshot.legs
        if leg.leg not in known and (by_leg.get(leg.leg) in lines or _orphaned(leg, by_leg))
    ]


async def release_ghosts(
    bus: Bus, routing: RoutingView, lines: Mapping[str, Line]
) -> list[Engagement]:
    """Tell the routing of what is over: a crash may have come before it was told."""
    engaged = list(routing.engagements("voice"))
    for one in engaged:
        line = lines.get(one.interaction)
        if line is None or (one.agent and not _works(line, one.agent)):
            with suppress(SwitchroomError):  # it has been told meanwhile
                await bus.send(_over(one))
    await _release_reserved(bus, routing, lines)
    return engaged


async def _release_reserved(bus: Bus, routing: RoutingView, lines: Mapping[str, Line]) -> None:
    """Who listens to nothing any more is offered work again."""
    listening = {leg for line in lines.values() for leg in line.call.monitors}
    for standing in routing.agents():
        for reservation in set(standing.reserved) - listening:
            await bus.send(Unreserve(agent=standing.agent, reservation=reservation))


def _works(line: Line, agent: str) -> bool:
    call = line.call
    asked = any(ringing.agent == agent for ringing in call.ringing.values())
    return asked or call.party_of(agent) is not None or bool(call.queue_token)


def _over(engaged: Engagement) -> RoutingCommand:
    if engaged.agent:
        return EndWork(interaction=engaged.interaction, agent=engaged.agent)
    return Withdraw(interaction=engaged.interaction, cause="lost")


def _orphaned(leg: LegState, by_leg: Mapping[str, str]) -> bool:
    """One that we rang, and that nobody knows."""
    return leg.ours and leg.arrived is None and leg.leg not in by_leg
