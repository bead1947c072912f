"""Random commands and random time, watched by rules written down a second time, by brute force."""

from collections import Counter
from dataclasses import replace

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule
from tests.unit.domain.routing.centre import Centre
from typing_extensions import override

from switchroom.domain.presence.states import open_channels
from switchroom.domain.routing import commands, events
from switchroom.domain.routing.claim import claim
from switchroom.domain.routing.decide import decide
from switchroom.domain.routing.restoring import restore
from switchroom.domain.routing.rows import rows_of
from switchroom.domain.routing.rules import AgentRule, Overflow, QueueRule, Request, SkillNeed
from switchroom.domain.routing.state import RoutingState, Work
from switchroom.domain.routing.views import AgentView, agent_view, changed_agents
from switchroom.kernel.errors import SwitchroomError
from switchroom.kernel.time import SECOND

pytestmark = pytest.mark.unit

QUEUES = ["q0", "q1", "q2"]
AGENTS = ["a0", "a1", "a2", "a3"]
SKILLS = ["english", "billing"]

needs = st.builds(
    SkillNeed,
    skill=st.sampled_from(SKILLS),
    level=st.integers(1, 4),
    required=st.booleans(),
    relax_after=st.sampled_from([None, 8 * SECOND, 20 * SECOND]),
    relaxed_level=st.integers(0, 1),
)
overflows = st.builds(
    Overflow,
    target=st.sampled_from([*QUEUES, "voicemail"]),
    after=st.sampled_from([None, None, 15 * SECOND, 40 * SECOND]),
    longer_than=st.sampled_from([None, None, 1]),
    no_agents=st.booleans(),
)
queue_rules = st.builds(
    QueueRule,
    queue=st.sampled_from(QUEUES),
    channel=st.sampled_from(["voice", "voice", "chat"]),
    strategy=st.sampled_from(
        [
            "longest-idle",
            "round-robin",
            "least-occupied",
            "most-skilled",
            "last-agent",
            "fixed-order",
            "ring-all",
        ]
    ),
    weight=st.integers(0, 2),
    needs=st.lists(needs, max_size=1).map(tuple),
    agents=st.sampled_from([(), (), ("a2", "a0")]),
    wrap_up=st.sampled_from([0, 10 * SECOND]),
    max_length=st.sampled_from([None, None, 2]),
    overflows=st.lists(overflows, max_size=2).map(tuple),
)
agent_rules = st.builds(
    AgentRule,
    agent=st.sampled_from(AGENTS),
    skills=st.dictionaries(st.sampled_from(SKILLS), st.integers(1, 5)),
    queues=st.sampled_from([None, None, ("q0", "q1")]),
    capacity=st.fixed_dictionaries({"voice": st.just(1), "chat": st.integers(0, 2)}),
    interrupts=st.sampled_from([{}, {"voice": ("chat",)}]),
)


causes = st.sampled_from(["", "", "", "rejected", "no-answer", "unreachable"])


class Watched(Centre):
    """A centre whose every event is judged by the rows that came before it."""

    def __init__(self) -> None:
        super().__init__()
        self.fate: dict[str, str] = {}
        self.working: set[tuple[str, str]] = set()
        self.stays: Counter[str] = Counter()
        self.counted: Counter[str] = Counter()

    @override
    def saw(self, event: events.RoutingEvent) -> None:
        if isinstance(event, events.InteractionOffered):
            self._judge_offer(event)
        if isinstance(event, events.InteractionAssigned):
            self.counted[event.interaction] += 1
        self._follow(event)
        self._follow_work(event)

    def could_serve(self, agent: str, request: Request) -> bool:
        rule, queue = self.state.agents[agent].rule, self.state.queues[request.queue].rule
        row = self.rows.agents.get(agent)
        failed = self.rows.entries[request.interaction].failed.get(agent)
        if row is None or (failed is not None and self.now < failed + queue.retry_pause):
            return False
        if request.interaction in row.presence.works:
            return False
        if queue.channel not in open_channels(row.presence, rule.capacity, rule.interrupts):
            return False
        if request.only_agent is not None:
            return request.only_agent == agent
        return (
            (not queue.agents or agent in queue.agents)
            and (rule.queues is None or queue.queue in rule.queues)
            and all(self._has(rule, need, request) for need in (*queue.needs, *request.needs))
        )

    def is_free(self, agent: str, request: Request) -> bool:
        presence = self.rows.agents[agent].presence
        channel = self.state.queues[request.queue].rule.channel
        capacity = self.state.agents[agent].rule.capacity.get(channel, 0)
        return (
            presence.signed_in
            and presence.offer is None
            and not presence.wrap_ups
            and request.interaction not in presence.works
            and list(presence.works.values()).count(channel) < max(1, capacity)
        )

    def can_intercept(self, agent: str, request: Request) -> bool:
        rule, queue = self.state.agents[agent].rule, self.state.queues[request.queue].rule
        presence = replace(self.rows.agents[agent].presence, ready=True)
        failed = self.rows.entries[request.interaction].failed.get(agent)
        return (
            presence.signed_in
            and queue.channel in open_channels(presence, rule.capacity, rule.interrupts)
            and request.interaction not in presence.works
            and (failed is None or self.now >= failed + queue.retry_pause)
        )

    def waiting(self) -> list[Request]:
        ringing = {offer.interaction for offer in self.rows.offers.values()}
        return [row.request for name, row in self.rows.entries.items() if name not in ringing]

    def _has(self, rule: AgentRule, need: SkillNeed, request: Request) -> bool:
        level = need.level
        if need.relax_after is not None and self.now - request.entered >= need.relax_after:
            level = need.relaxed_level
        return not need.required or rule.skills.get(need.skill, 0) >= level

    def _claim(self, request: Request) -> tuple[int, int, str]:
        return claim(request, self.state.queues[request.queue].rule.weight)

    def _judge_offer(self, event: events.InteractionOffered) -> None:
        request = self.rows.entries[event.interaction].request
        others = [o for o in self.rows.offers.values() if o.interaction == event.interaction]
        if event.picked_up:
            assert self.is_free(event.agent, request), "picked up by somebody who is not free"
            assert not others, "two are asked for what was picked up"
            return
        self._judge_intercept(event, request)
        whose = event.instead_of or event.agent
        assert self.could_serve(whose, request), "offered to somebody who cannot serve"
        for other in self.waiting():
            if self._claim(other) < self._claim(request):
                for agent in (whose, event.agent):
                    assert not self.could_serve(agent, other), "a better claim was passed over"
        if others:
            assert self.state.queues[event.queue].rule.strategy == "ring-all"

    def _judge_intercept(self, event: events.InteractionOffered, request: Request) -> None:
        other = self.rows.intercepts.get(event.instead_of or event.agent)
        if event.instead_of:
            assert event.agent == other, "offered to somebody who does not intercept"
            assert self.can_intercept(other, request), "intercepted by somebody not free"
        elif other is not None:
            assert not self.can_intercept(other, request), "not intercepted"

    def _follow(self, event: events.RoutingEvent) -> None:
        match event:
            case events.InteractionQueued(interaction=name):
                expected = {"offered"} if event.returned else {"overflowed", "new"}
                assert self.fate.get(name, "new") in expected
                self.stays[name] += name not in self.fate
                self.fate[name] = "waiting"
            case events.InteractionOffered(interaction=name):
                assert self.fate[name] in {"waiting", "offered"}
                self.fate[name] = "offered"
            case events.InteractionAssigned(interaction=name):
                assert self.fate[name] == "offered"
                del self.fate[name]
            case events.InteractionWithdrawn(interaction=name):
                assert self.fate[name] in {"waiting", "offered"}
                del self.fate[name]
            case events.InteractionOverflowed(interaction=name, target=target):
                assert self.fate.get(name, "new") in {"waiting", "overflowed", "new"}
                self.stays[name] += name not in self.fate
                self.fate[name] = "overflowed"
                if target not in self.state.queues:
                    del self.fate[name]
            case _:
                pass

    def _follow_work(self, event: events.RoutingEvent) -> None:
        match event:
            case events.InteractionAssigned() | events.WorkStarted():
                assert (event.interaction, event.agent) not in self.working, "twice on the same"
                self.working.add((event.interaction, event.agent))
            case events.WorkEnded():
                self.working.remove((event.interaction, event.agent))
            case _:
                pass


def indices(state: RoutingState) -> object:
    """Everything that decides what happens next, and is not in the rows."""
    return {
        name: (
            {key: list(lane.line) for key, lane in queue.lanes.items()},
            {key: lane.head for key, lane in queue.lanes.items()},
            list(queue.idle),
            queue.staffed.keys(),
            queue.ringing.keys(),
            queue.serving.keys(),
            queue.length,
        )
        for name, queue in state.queues.items()
    }


class AnythingGoes(RuleBasedStateMachine):
    """What people, telephones and time may do to the routing."""

    def __init__(self) -> None:
        super().__init__()
        self.centre = Watched()
        self.version, self.shown = -1, dict[str, AgentView]()
        self.arrived = 0

    @initialize(
        queues=st.tuples(*(queue_rules for _ in QUEUES)),
        agents=st.tuples(*(agent_rules for _ in AGENTS)),
    )
    def begin(self, queues: tuple[QueueRule, ...], agents: tuple[AgentRule, ...]) -> None:
        for name, queue in zip(QUEUES, queues, strict=True):
            self.centre.define(replace(queue, queue=name))
        for name, agent in zip(AGENTS, agents, strict=True):
            self.centre.define(replace(agent, agent=name))

    def attempt(self, command: commands.RoutingCommand) -> None:
        try:
            self.centre.do(command)
        except SwitchroomError:
            return

    @rule(agent=st.sampled_from(AGENTS))
    def come(self, agent: str) -> None:
        self.attempt(commands.SignIn(agent=agent))
        self.attempt(commands.MakeReady(agent=agent))

    @rule(agent=st.sampled_from(AGENTS), what=st.integers(0, 3))
    def choose(self, agent: str, what: int) -> None:
        self.attempt(
            [
                commands.MakeReady(agent=agent),
                commands.MakeNotReady(agent=agent, reason="lunch"),
                commands.SignOut(agent=agent),
                commands.FinishWrapUp(agent=agent),
            ][what]
        )

    @rule(
        queue=st.sampled_from(QUEUES),
        priority=st.integers(0, 2),
        own=st.lists(needs, max_size=1).map(tuple),
        last=st.sampled_from([None, *AGENTS]),
        only=st.sampled_from([None, None, None, *AGENTS]),
        waited=st.sampled_from([None, None, 5 * SECOND]),
    )
    def arrive(
        self,
        queue: str,
        priority: int,
        own: tuple[SkillNeed, ...],
        last: str | None,
        only: str | None,
        waited: int | None,
    ) -> None:
        self.arrived += 1
        command = commands.Enqueue(
            interaction=f"i{self.arrived}",
            queue=queue,
            priority=priority,
            needs=own,
            last_agent=last,
            only_agent=only,
            entered=None if waited is None else self.centre.now - waited,
        )
        self.attempt(command)

    @rule(pick=st.integers(0, 99), cause=causes)
    def answer(self, pick: int, cause: commands.FailCause) -> None:
        offers = list(self.centre.state.offers)
        if offers and cause:
            offer = offers[pick % len(offers)]
            self.attempt(commands.FailOffer(offer=offer, cause=cause))
        elif offers:
            self.attempt(commands.AcceptOffer(offer=offers[pick % len(offers)]))

    @rule(pick=st.integers(0, 99), wrap_up=st.booleans())
    def finish(self, pick: int, wrap_up: bool) -> None:
        works = list(self.centre.state.all_works())
        if works:
            work = works[pick % len(works)]
            self.end(work, wrap_up)

    def end(self, work: Work, wrap_up: bool = True) -> None:
        self.centre.do(
            commands.EndWork(interaction=work.interaction, agent=work.agent, wrap_up=wrap_up)
        )

    @rule(
        pick=st.integers(0, 99),
        queue=st.sampled_from(QUEUES),
        only=st.sampled_from([None, *AGENTS]),
        stays=st.booleans(),
    )
    def transfer(self, pick: int, queue: str, only: str | None, stays: bool) -> None:
        works = list(self.centre.state.all_works())
        if works:
            work = works[pick % len(works)]
            if not stays:
                self.end(work)
            command = commands.Enqueue(interaction=work.interaction, queue=queue, only_agent=only)
            self.attempt(command)

    @rule(
        agent=st.sampled_from(AGENTS),
        pick=st.integers(0, 99),
        queue=st.sampled_from(["", *QUEUES]),
        wrap_up=st.booleans(),
    )
    def start(self, agent: str, pick: int, queue: str, wrap_up: bool) -> None:
        name = f"i{pick % (self.arrived + 1)}"
        self.attempt(
            commands.StartWork(interaction=name, agent=agent, queue=queue, wrap_up=wrap_up)
        )

    @rule(agent=st.sampled_from(AGENTS), pick=st.integers(0, 99), by=st.sampled_from(["", "u"]))
    def pick_up(self, agent: str, pick: int, by: str) -> None:
        entries = list(self.centre.state.entries)
        if entries:
            name = entries[pick % len(entries)]
            self.attempt(commands.PickUp(interaction=name, agent=agent, by=by))

    @rule(agent=st.sampled_from(AGENTS), to=st.sampled_from([None, *AGENTS]))
    def intercept(self, agent: str, to: str | None) -> None:
        self.attempt(commands.Intercept(agent=agent, to=to, by="u"))

    @rule(pick=st.integers(0, 99))
    def hang_up(self, pick: int) -> None:
        self.attempt(commands.Withdraw(interaction=f"i{pick % (self.arrived + 1)}"))

    @rule(pause=st.integers(0, 30 * SECOND))
    def pass_time(self, pause: int) -> None:
        self.centre.after(pause)

    @rule(changed=queue_rules)
    def change_queue(self, changed: QueueRule) -> None:
        self.attempt(commands.DefineQueue(rule=changed))

    @rule(changed=agent_rules)
    def change_agent(self, changed: AgentRule) -> None:
        self.attempt(commands.DefineAgent(rule=changed))

    @invariant()
    def nobody_free_could_serve_anybody_who_waits(self) -> None:
        for request in self.centre.waiting():
            for agent in self.centre.state.agents:
                assert not self.centre.could_serve(agent, request)

    @invariant()
    def nothing_is_lost_and_nothing_is_counted_twice(self) -> None:
        state, rows = self.centre.state, self.centre.rows
        assert set(self.centre.fate) == set(rows.entries)
        assert self.centre.working == set(rows.works)
        assert all(count <= self.centre.stays[n] for n, count in self.centre.counted.items())
        assert sum(queue.length for queue in state.queues.values()) == len(self.centre.waiting())

    @invariant()
    def nobody_is_waited_for_alone_who_did_not_take_it(self) -> None:
        for row in self.centre.rows.entries.values():
            named = row.request.only_agent
            assert named is None or named not in row.failed

    @invariant()
    def both_are_at_the_desk_while_one_intercepts_the_other(self) -> None:
        for pair in self.centre.rows.intercepts.items():
            assert pair[0] != pair[1]
            assert all(self.centre.rows.agents[agent].presence.signed_in for agent in pair)

    @invariant()
    def every_agent_who_looks_different_is_said_to_have_changed(self) -> None:
        state = self.centre.state
        changed = changed_agents(state, self.version)
        shown = {agent: agent_view(state, agent) for agent in state.agents}
        assert {agent for agent in shown if shown[agent] != self.shown.get(agent)} <= set(changed)
        self.version, self.shown = state.version, shown

    @invariant()
    def every_agent_is_free_when_everything_has_ended(self) -> None:
        rows = self.centre.rows
        held = {offer.agent for offer in rows.offers.values()}
        held |= {work.agent for work in (*rows.works.values(), *rows.wrap_ups.values())}
        for name, agent in self.centre.state.agents.items():
            if name not in held:
                assert agent.presence.state in {"signed-out", "ready", "not-ready"}
                assert bool(agent.open) == agent.presence.ready

    @invariant()
    def a_restart_changes_nothing(self) -> None:
        state, centre = self.centre.state, self.centre
        queue_rules_ = [queue.rule for queue in state.queues.values()]
        agent_rules_ = [agent.rule for agent in state.agents.values()]
        again = restore(queue_rules_, agent_rules_, centre.rows, centre.now)
        assert decide(again, commands.Tick(), centre.now, centre.ids) == []
        assert rows_of(again) == centre.rows
        assert indices(again) == indices(state)
        assert again.due == state.due

    @override
    def teardown(self) -> None:
        """Whatever happened, everything can be brought to its end."""
        centre = self.centre
        for _ in range(len(centre.state.offers)):
            offers = list(centre.state.offers)
            if offers:
                self.attempt(commands.AcceptOffer(offer=offers[0]))
        for name in list(centre.state.entries):
            centre.do(commands.Withdraw(interaction=name))
        for work in list(centre.state.all_works()):
            self.end(work)
        for name in centre.state.agents:
            centre.do(commands.SignOut(agent=name))
        assert (centre.fate, centre.working) == ({}, set())
        assert centre.state.due is None
        assert all(not queue.serving for queue in centre.state.queues.values())


AnythingGoes.TestCase.settings = settings(
    max_examples=50, stateful_step_count=40, deadline=None, derandomize=True, database=None
)
TestAnythingGoes = AnythingGoes.TestCase
