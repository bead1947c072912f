"""Parties come and go: rung, joined, parted with. Everything else in a call is built of these."""

from collections.abc import Mapping
from dataclasses import replace

from switchroom.channels.voice.acts import End, Ring, Route
from switchroom.channels.voice.call import Party
from switchroom.channels.voice.inputs import LegDown, NotStarted
from switchroom.channels.voice.reaction import Reaction
from switchroom.domain.interaction.events import (
    PartyFailed,
    PartyFailure,
    PartyJoined,
    PartyLeft,
    PartyRung,
    Purpose,
    RecordingFinished,
    RecordingStarted,
    SegmentCause,
    SegmentEnded,
)
from switchroom.domain.routing.commands import EndWork, StartWork
from switchroom.kernel.errors import ConflictError
from switchroom.kernel.time import SECOND
from switchroom.ports.telephony import RingPlan

LONGEST_RING = 30 * SECOND
"""A colleague or a number that has not answered by then does not."""

AUTO_ANSWER: Mapping[str, str] = {"X-Switchroom-Auto-Answer": "1"}
"""For the agent's own telephone, where the agent has just asked for the call."""

GIVE_UP = 19
"""Q.850: no answer from the user."""

FAILURES: Mapping[int, PartyFailure] = {
    1: "unknown-number",
    3: "unreachable",
    17: "busy",
    18: "no-answer",
    19: "no-answer",
    21: "rejected",
    28: "unknown-number",
}
"""What Q.850 causes mean to people; every other one: unreachable."""


def own(reaction: Reaction, agent: str) -> Party:
    """The part of an agent who is in the call."""
    party = reaction.call.party_of(agent)
    if party is None or not party.joined or reaction.call.ended:
        raise ConflictError("You are not in this call.")
    return party


def leading(reaction: Reaction, agent: str) -> Party:
    """The part of the agent who leads the call."""
    party = own(reaction, agent)
    if party != reaction.call.lead:
        raise ConflictError("Only the agent who has been in this call the longest can do that.")
    return party


def next_id(reaction: Reaction) -> str:
    """A new id of this call's own."""
    reaction.call.count += 1
    return f"{reaction.call.interaction}-{reaction.call.count}"


def bring_agent(
    reaction: Reaction, agent: str, purpose: Purpose, *, by: str, queue: str = ""
) -> Party:
    """Have an agent work on the call; their telephone rings when the routing has agreed."""
    line, segment = reaction.book.line(agent), next_id(reaction)
    party = Party(
        leg=f"agent-{segment}",
        kind="agent",
        purpose=purpose,
        endpoint=line.endpoint,
        agent=agent,
        number=line.extension,
        queue=queue,
        segment=segment,
        recording=segment if line.recorded else "",
        by=by,
        browser=line.browser,
    )
    _bring(reaction, party)
    ask_for_work(reaction, party)
    return party


def bring_number(reaction: Reaction, number: str, purpose: Purpose, *, by: str) -> Party:
    """Ring somebody outside."""
    way = reaction.book.way(number, by)
    party = Party(
        leg=f"number-{next_id(reaction)}",
        kind="number",
        purpose=purpose,
        endpoint=way.endpoint,
        number=way.number,
        by=by,
    )
    _bring(reaction, party)
    reaction.act(Ring(plan=plan(reaction, party, way.caller)))
    return party


def ask_for_work(reaction: Reaction, party: Party) -> None:
    """Ask the routing for an agent; `Started` or `NotStarted` follows."""
    work = StartWork(interaction=reaction.call.interaction, agent=party.agent, queue=party.queue)
    reaction.act(Route(command=work, refused=NotStarted(leg=party.leg)))


def plan(reaction: Reaction, party: Party, caller: str, *, auto_answer: bool = False) -> RingPlan:
    """How a party's telephone is rung."""
    call = reaction.call
    own_headers = AUTO_ANSWER if auto_answer else {}
    return RingPlan(
        leg=party.leg,
        endpoint=party.endpoint,
        caller=caller,
        caller_name=call.caller_name if party.kind == "agent" else "",
        timeout=LONGEST_RING,
        recording=party.recording or None,
        headers={"X-Switchroom-Interaction": call.interaction, **own_headers}
        if party.kind == "agent"
        else {},
        interaction=call.interaction,
    )


def join(reaction: Reaction, party: Party) -> Party:
    """They are in it from now on, behind those who were before."""
    call = reaction.call
    del call.parties[party.leg]
    party = replace(party, state="in", up=True)
    call.parties[party.leg] = party
    if party.purpose != "served":
        reaction.record(
            PartyJoined(
                interaction=call.interaction,
                leg=party.leg,
                kind=party.kind,
                purpose=party.purpose,
                agent=party.agent,
                number=party.number,
                queue=party.queue,
                segment=party.segment,
                by=party.by,
            )
        )
    note_recording(reaction, party)
    return party


def change(reaction: Reaction, party: Party) -> Party:
    """Put a changed party in its place."""
    reaction.call.parties[party.leg] = party
    return party


def part(
    reaction: Reaction,
    party: Party,
    cause: SegmentCause,
    *,
    gone: bool = False,
    wrap_up: bool = True,
) -> None:
    """A party's part is over; the recording ends with the leg.

    Args:
        reaction: what follows.
        party: who.
        cause: why.
        gone: the leg has ended already.
        wrap_up: whether an agent who was in it writes it up.
    """
    call = reaction.call
    del call.parties[party.leg]
    if party.joined and party.kind == "agent":
        reaction.record(
            SegmentEnded(
                interaction=call.interaction,
                segment=party.segment,
                agent=party.agent,
                cause=cause,
            )
        )
    _say_left(reaction, party, cause)
    if party.up or not party.joined:
        close_recording(reaction, party, gone=gone)
        if not gone:
            reaction.act(End(leg=party.leg))
    if party.kind == "agent":
        work = EndWork(
            interaction=call.interaction, agent=party.agent, wrap_up=party.joined and wrap_up
        )
        reaction.act(Route(command=work))


def fail(reaction: Reaction, party: Party, cause: PartyFailure, code: int = 0) -> None:
    """Who was rung does not come, and the leg has ended."""
    call = reaction.call
    reaction.record(
        PartyFailed(interaction=call.interaction, leg=party.leg, cause=cause, code=code)
    )
    part(reaction, party, "failed", gone=True)


def failure(down: LegDown) -> PartyFailure:
    """Why somebody did not answer."""
    cause = FAILURES.get(down.cause, "unreachable")
    return "unreachable" if cause == "no-answer" and not down.rang else cause


def note_recording(reaction: Reaction, party: Party) -> None:
    """The leg's recording has begun with its answer."""
    if party.recording:
        reaction.record(
            RecordingStarted(
                interaction=reaction.call.interaction,
                recording=party.recording,
                kind="conversation",
                agent=party.agent,
                segment=party.segment,
            )
        )


def close_recording(reaction: Reaction, party: Party, *, gone: bool) -> None:
    """The recording of a leg ends when the leg does; one that never began is nothing."""
    if not party.recording or party.state not in {"in", "held"}:
        return
    reaction.call.pending[party.leg] = party.recording
    if gone:
        finish_recording(reaction, party.leg)


def finish_recording(reaction: Reaction, leg: str) -> None:
    """The leg that carried a recording has ended, and so has the recording."""
    recording = reaction.call.pending.pop(leg)
    reaction.record(RecordingFinished(interaction=reaction.call.interaction, recording=recording))


def _bring(reaction: Reaction, party: Party) -> None:
    reaction.call.parties[party.leg] = party
    reaction.record(
        PartyRung(
            interaction=reaction.call.interaction,
            leg=party.leg,
            kind=party.kind,
            purpose=party.purpose,
            agent=party.agent,
            number=party.number,
            by=party.by,
        )
    )


def _say_left(reaction: Reaction, party: Party, cause: SegmentCause) -> None:
    interaction = reaction.call.interaction
    if party.joined and party.purpose != "served":
        reaction.record(PartyLeft(interaction=interaction, leg=party.leg, cause=cause))
    elif not party.joined and cause != "failed":
        reaction.record(PartyFailed(interaction=interaction, leg=party.leg, cause="cancelled"))
