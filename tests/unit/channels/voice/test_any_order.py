"""Whatever happens to a call, in whatever order: nobody is lost, and nobody sits in silence."""

from typing import TypeAlias

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule
from tests.unit.channels.voice.world import AGENTS, OUTSIDE, World
from typing_extensions import override

from switchroom.channels.voice.inputs import LegDown, Resumed, RingAgain, WaitedEnough
from switchroom.domain.interaction import commands as wishes
from switchroom.domain.interaction.commands import Target

pytestmark = pytest.mark.unit

Simple: TypeAlias = type[
    wishes.HoldCustomer
    | wishes.ResumeCustomer
    | wishes.CompleteTransfer
    | wishes.CancelConsult
    | wishes.Swap
    | wishes.MergeConference
]
Bringing: TypeAlias = type[wishes.Consult | wishes.AddParty | wishes.BlindTransfer]
agent = st.sampled_from(AGENTS)
target = st.one_of(
    agent.map(lambda a: Target(kind="agent", id=a)),
    st.just(Target(kind="number", id=OUTSIDE)),
)


talking = precondition(lambda self: bool(self.call.joined))
"""What is asked of a call in which nobody is would only be refused."""


class AnyOrder(World, RuleBasedStateMachine):
    """A caller in a queue, or a number that an agent dials; then anything."""

    def __init__(self) -> None:
        RuleBasedStateMachine.__init__(self)
        World.__init__(self)

    @initialize(kind=st.sampled_from(["waiting", "talking", "dialled", "internal"]))
    def begins(self, kind: str) -> None:
        """A call may begin in several ways."""
        if kind == "talking":
            self.offer("ann")
            self.pick_up("agent-o1")
        elif kind != "waiting":
            self.dial(colleague=kind == "internal")
            self.routing_answers(agreed=True)
            self.pick_up("agent-i-1")

    def anybody(self, data: st.DataObject) -> str:
        """Mostly the one who leads, whom things are asked of."""
        lead = self.call.lead
        others = st.sampled_from(AGENTS)
        return data.draw(
            st.one_of(st.just(lead.agent), st.just(lead.agent), others) if lead else others
        )

    # --- what may happen ----------------------------------------------------------------------

    @precondition(lambda self: self.waiting is not None and not self.offers)
    @rule(who=agent)
    def may_offer(self, who: str) -> None:
        if who not in self.works:
            self.offer(who)

    @precondition(lambda self: self.started)
    @rule(data=st.data())
    def routing_decides(self, data: st.DataObject) -> None:
        self.routing_answers(agreed=data.draw(st.integers(0, 4)) > 0)

    @precondition(lambda self: self.engine.ringing)
    @rule(data=st.data())
    def answers(self, data: st.DataObject) -> None:
        self.pick_up(data.draw(st.sampled_from(sorted(self.engine.ringing))))

    @precondition(lambda self: self.engine.ringing)
    @rule(data=st.data(), cause=st.sampled_from([1, 17, 19, 20, 21]))
    def does_not_answer(self, data: st.DataObject, cause: int) -> None:
        leg = data.draw(st.sampled_from(sorted(self.engine.ringing)))
        self.engine.forget(leg)
        self.happen(LegDown(leg=leg, cause=cause))

    @precondition(lambda self: self.engine.up)
    @rule(data=st.data(), wished=st.booleans())
    def hangs_up(self, data: st.DataObject, wished: bool) -> None:
        leg = data.draw(st.sampled_from(sorted(self.engine.up)))
        if leg == self.call.leg and data.draw(st.integers(0, 5)):
            return
        self.engine.forget(leg)
        self.happen(LegDown(leg=leg, cause=16, by_far_end=wished))

    @precondition(lambda self: self.ends)
    @rule()
    def ended_leg_is_down(self) -> None:
        leg = self.ends.pop(0)
        if leg in self.engine.up | self.engine.ringing:
            self.engine.forget(leg)
            self.happen(LegDown(leg=leg, cause=16))

    @talking
    @rule(
        data=st.data(),
        wish=st.sampled_from(
            [
                wishes.HoldCustomer,
                wishes.ResumeCustomer,
                wishes.CompleteTransfer,
                wishes.CancelConsult,
                wishes.Swap,
                wishes.MergeConference,
            ]
        ),
    )
    def asks(self, data: st.DataObject, wish: Simple) -> None:
        who = self.anybody(data)
        self.happen(wish(interaction="i", agent=who))

    @talking
    @rule(
        data=st.data(),
        whom=target,
        wish=st.sampled_from(
            [
                wishes.Consult,
                wishes.AddParty,
                wishes.BlindTransfer,
            ]
        ),
    )
    def brings(self, data: st.DataObject, whom: Target, wish: Bringing) -> None:
        who = self.anybody(data)
        if whom.id not in self.works:
            self.happen(wish(interaction="i", agent=who, target=whom))

    @talking
    @rule(data=st.data())
    def sends_to_a_queue(self, data: st.DataObject) -> None:
        who = self.anybody(data)
        whom = Target(kind="queue", id="r")
        self.happen(wishes.BlindTransfer(interaction="i", agent=who, target=whom))

    @talking
    @rule(data=st.data())
    def leaves(self, data: st.DataObject) -> None:
        who, for_all = self.anybody(data), data.draw(st.integers(0, 5)) == 0
        self.happen(wishes.HangUpInteraction(interaction="i", agent=who, for_all=for_all))

    @talking
    @rule(data=st.data(), muted=st.booleans(), drop=st.booleans())
    def treats(self, data: st.DataObject, muted: bool, drop: bool) -> None:
        who = self.anybody(data)
        if self.call.parties:
            leg = data.draw(st.sampled_from(sorted(self.call.parties)))
            self.happen(
                wishes.DropParty(interaction="i", agent=who, party=leg)
                if drop
                else wishes.MuteParty(interaction="i", agent=who, party=leg, muted=muted)
            )

    @talking
    @rule(who=agent, mode=st.sampled_from(["listen", "whisper", "off"]))
    def listens(self, who: str, mode: wishes.MonitorMode) -> None:
        self.happen(wishes.Monitor(interaction="i", supervisor=who, mode=mode))

    @talking
    @rule(who=agent, over=st.booleans())
    def comes_in(self, who: str, over: bool) -> None:
        wish = wishes.TakeOver if over else wishes.Barge
        if who not in self.works:
            self.happen(wish(interaction="i", supervisor=who))

    @talking
    @rule(data=st.data(), back=st.booleans())
    def loses_the_page(self, data: st.DataObject, back: bool) -> None:
        who = self.anybody(data)
        self.happen(wishes.AgentBack(agent=who) if back else wishes.AgentGone(agent=who))

    @talking
    @rule(data=st.data(), late=st.booleans())
    def time_passes(self, data: st.DataObject, late: bool) -> None:
        waited_for = [p for p in self.call.parties.values() if p.state == "lost"]
        segments = sorted({party.segment for party in waited_for or self.call.parties.values()})
        if segments:
            segment = data.draw(st.sampled_from(segments))
            self.now += 61_000 if late else 1_000
            self.happen(WaitedEnough(segment=segment) if late else RingAgain(segment=segment))

    @rule()
    def is_heard_again(self) -> None:
        self.happen(
            Resumed(
                together=frozenset(self.engine.bridged),
                queued=self.waiting is not None,
                working=frozenset(self.works),
            )
        )

    @override
    def teardown(self) -> None:
        """A call that is over leaves nothing once its last leg has ended."""
        if self.call.ended:
            for leg in sorted(self.engine.up | self.engine.ringing):
                self.engine.forget(leg)
                self.happen(LegDown(leg=leg, cause=16))
            assert self.call.finished

    # --- what always holds --------------------------------------------------------------------

    @invariant()
    def every_leg_belongs_or_is_being_ended(self) -> None:
        alive = self.engine.up | self.engine.ringing
        assert alive <= self.call.legs | set(self.ends)
        assert self.engine.bridged <= self.engine.up

    @invariant()
    def nobody_sits_in_silence(self) -> None:
        call = self.call
        if call.ended or call.gone or call.leg not in self.engine.up:
            return
        hears = len(self.engine.bridged) > 1 and call.leg in self.engine.bridged
        assert hears or call.leg in self.engine.sound
        assert not (call.leg in self.engine.bridged and call.leg in self.engine.sound)

    @invariant()
    def who_is_in_talks_and_who_is_held_hears_music(self) -> None:
        engine, parties = self.engine, self.call.parties.values()
        for party in parties:
            alone = engine.sound.get(party.leg) == "ringback"
            if party.state == "in":
                assert party.leg in engine.bridged or alone
            elif party.state == "held":
                assert engine.sound[party.leg] == "music"
                assert any(other.state != "held" for other in parties if other.joined)

    @invariant()
    def every_agent_who_works_is_in_it(self) -> None:
        assert self.works == {p.agent for p in self.call.parties.values() if p.kind == "agent"}

    @invariant()
    def it_ends_once(self) -> None:
        assert self.over == int(self.call.ended)
        assert not [one for one, times in self.ended_segments.items() if times > 1]

    @invariant()
    def a_customer_is_somewhere(self) -> None:
        call = self.call
        if not call.ended and not call.gone:
            assert call.parties or self.waiting

    @invariant()
    def nothing_is_left_of_a_call_that_is_over(self) -> None:
        if self.call.ended:
            assert not self.call.parties
            assert not self.call.monitors
            assert not self.engine.monitors


TestAnyOrder = AnyOrder.TestCase
TestAnyOrder.settings = settings(max_examples=300, stateful_step_count=40, deadline=None)
