"""The call's part while a supervisor looks in.

Policy.
- Who listens is no party: they are at an agent's leg, heard by nobody, or (whispering) by that
  agent alone. Their own telephone is rung first, and answers by itself where it can. It ends with
  the agent's part, when they wish it, and when they turn to another call: one at a time. Nothing is
  offered to them meanwhile.
- Barging in makes a supervisor a party like another, so the routing must agree; one who listened
  before comes in on the same leg. Taking over does the same, and the agent leaves once the
  supervisor is in: the customer is never without anybody.
- Releasing ends the call for all, wherever it is. Every act stands in the journal with who did it.
"""

from dataclasses import replace

from switchroom.channels.voice.acts import End, EndMonitor, Ring, Route, StartMonitor
from switchroom.channels.voice.call import Monitoring, Party
from switchroom.channels.voice.flowing import finish_flow
from switchroom.channels.voice.parties import (
    AUTO_ANSWER,
    LONGEST_RING,
    ask_for_work,
    bring_agent,
    next_id,
    part,
)
from switchroom.channels.voice.reaction import Reaction
from switchroom.channels.voice.talking import end_all
from switchroom.domain.interaction.commands import Barge, Monitor, Release, TakeOver
from switchroom.domain.interaction.events import (
    MonitorChanged,
    MonitorEnded,
    MonitorStarted,
    PartyRung,
)
from switchroom.domain.routing.commands import Reserve, Unreserve, Withdraw
from switchroom.kernel.errors import ConflictError
from switchroom.ports.telephony import RingPlan


def monitor(reaction: Reaction, wish: Monitor) -> None:
    """Listen, whisper, or neither."""
    present = _of(reaction, wish.supervisor)
    if wish.mode == "off":
        if present:
            end_monitor(reaction, present)
        return
    _require_outside(reaction, wish.supervisor)
    target = _target(reaction, wish.agent)
    whisper = wish.mode == "whisper"
    if present is None:
        _ring(reaction, wish.supervisor, target, whisper=whisper)
    elif (present.target, present.whisper) != (target.leg, whisper):
        moved = replace(present, agent=target.agent, target=target.leg, whisper=whisper)
        reaction.call.monitors[present.leg] = moved
        if present.up:
            listen(reaction, moved)
            _note(reaction, moved, MonitorChanged)


def monitor_answered(reaction: Reaction, present: Monitoring) -> None:
    """The supervisor's telephone is there."""
    if present.up:
        return
    present = replace(present, up=True)
    reaction.call.monitors[present.leg] = present
    listen(reaction, present)
    _note(reaction, present, MonitorStarted)


def end_monitor(reaction: Reaction, present: Monitoring, *, gone: bool = False) -> None:
    """The supervisor hears it no more."""
    _forget(reaction, present)
    _release(reaction, present)
    if not gone:
        reaction.act(End(leg=present.leg))


def end_stray_monitors(reaction: Reaction) -> None:
    """Whose agent is not in the call any more, or on another leg."""
    call = reaction.call
    there = {party.leg for party in call.parties.values() if party.up and not call.ended}
    for present in list(call.monitors.values()):
        if present.target not in there:
            end_monitor(reaction, present)


def barge(reaction: Reaction, wish: Barge | TakeOver) -> None:
    """Come in; in place of an agent, when that is wished."""
    _require_outside(reaction, wish.supervisor)
    replaced = _target(reaction, wish.agent) if isinstance(wish, TakeOver) else None
    target = replaced or _target(reaction, "")
    present = _of(reaction, wish.supervisor)
    if present and present.up:
        party = _come_in(reaction, present, target)
    else:
        party = bring_agent(
            reaction, wish.supervisor, "barge", by=wish.supervisor, queue=target.queue
        )
        if present:
            end_monitor(reaction, present)
    if replaced:
        reaction.call.parties[party.leg] = replace(party, replaces=replaced.agent)


def replaced_leaves(reaction: Reaction, party: Party) -> None:
    """A supervisor who took over is in: the agent goes."""
    replaced = reaction.call.party_of(party.replaces)
    if replaced:
        part(reaction, replaced, "taken-over")


def release(reaction: Reaction, wish: Release) -> None:
    """End it for all."""
    call = reaction.call
    if call.ended:
        raise ConflictError("This call is over.")
    if call.queue_token:
        call.queue_token = ""
        reaction.act(Route(command=Withdraw(interaction=call.interaction, cause="released")))
    finish_flow(reaction, "hung-up")
    end_all(reaction, "released", "released", by=wish.supervisor)


def _ring(reaction: Reaction, supervisor: str, target: Party, *, whisper: bool) -> None:
    leg = f"monitor-{next_id(reaction)}"
    present = Monitoring(
        leg=leg, supervisor=supervisor, agent=target.agent, target=target.leg, whisper=whisper
    )
    reaction.call.monitors[leg] = present
    occupy(reaction, present)
    plan = RingPlan(
        leg=leg,
        endpoint=reaction.book.line(supervisor).endpoint,
        caller=reaction.call.caller,
        caller_name=reaction.call.caller_name,
        timeout=LONGEST_RING,
        headers=AUTO_ANSWER,
        interaction=reaction.call.interaction,
    )
    reaction.act(Ring(plan=plan))


def _come_in(reaction: Reaction, present: Monitoring, target: Party) -> Party:
    """The leg that listened becomes a party's, as soon as the routing agrees."""
    call = reaction.call
    line = reaction.book.line(present.supervisor)
    _forget(reaction, present)
    party = Party(
        leg=present.leg,
        kind="agent",
        purpose="barge",
        endpoint=line.endpoint,
        agent=present.supervisor,
        number=line.extension,
        queue=target.queue,
        segment=next_id(reaction),
        by=present.supervisor,
        up=True,
        browser=line.browser,
    )
    call.parties[party.leg] = party
    reaction.record(
        PartyRung(
            interaction=call.interaction,
            leg=party.leg,
            kind="agent",
            purpose="barge",
            agent=party.agent,
            number=party.number,
            by=party.by,
        )
    )
    ask_for_work(reaction, party)
    _release(reaction, present)  # not before they have work: nothing is to be offered in between
    return party


def occupy(reaction: Reaction, present: Monitoring) -> None:
    """Let nothing be offered to who listens."""
    reserve = Reserve(agent=present.supervisor, reservation=present.leg)
    reaction.act(Route(command=reserve))


def _release(reaction: Reaction, present: Monitoring) -> None:
    unreserve = Unreserve(agent=present.supervisor, reservation=present.leg)
    reaction.act(Route(command=unreserve))


def listen(reaction: Reaction, present: Monitoring) -> None:
    """Let the supervisor hear it, as they wish now."""
    reaction.act(
        StartMonitor(
            monitor=_name(present),
            target=present.target,
            listener=present.leg,
            whisper=present.whisper,
        )
    )


def _forget(reaction: Reaction, present: Monitoring) -> None:
    del reaction.call.monitors[present.leg]
    if present.up:
        reaction.act(EndMonitor(monitor=_name(present)))
        reaction.record(
            MonitorEnded(
                interaction=reaction.call.interaction,
                supervisor=present.supervisor,
                agent=present.agent,
            )
        )


def _note(
    reaction: Reaction, present: Monitoring, kind: type[MonitorStarted] | type[MonitorChanged]
) -> None:
    reaction.record(
        kind(
            interaction=reaction.call.interaction,
            supervisor=present.supervisor,
            agent=present.agent,
            mode="whisper" if present.whisper else "listen",
        )
    )


def _name(present: Monitoring) -> str:
    return f"listen-{present.leg}"


def _of(reaction: Reaction, supervisor: str) -> Monitoring | None:
    present = reaction.call.monitors.values()
    return next((one for one in present if one.supervisor == supervisor), None)


def _target(reaction: Reaction, agent: str) -> Party:
    call = reaction.call
    party = call.party_of(agent) if agent else call.lead
    if party is None or not party.joined or not party.up:
        raise ConflictError("This agent is not in the call.")
    return party


def _require_outside(reaction: Reaction, supervisor: str) -> None:
    if reaction.call.ended:
        raise ConflictError("This call is over.")
    if reaction.call.party_of(supervisor):
        raise ConflictError("You are in this call yourself.")
