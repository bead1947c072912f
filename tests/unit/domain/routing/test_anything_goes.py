"""Random commands and random time; what they bring about is judged by `watched`."""

from dataclasses import replace

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule
from tests.unit.domain.routing.watched import Watched, indices
from typing_extensions import override

from switchroom.domain.routing import commands
from switchroom.domain.routing.decide import decide
from switchroom.domain.routing.restoring import restore
from switchroom.domain.routing.rows import rows_of
from switchroom.domain.routing.rules import AgentRule, Overflow, QueueRule, SkillNeed
from switchroom.domain.routing.state import Work
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
        first=st.sampled_from([None, None, None, *AGENTS]),
        stays=st.booleans(),
        waited=st.sampled_from([None, None, 5 * SECOND]),
    )
    def arrive(
        self,
        queue: str,
        priority: int,
        own: tuple[SkillNeed, ...],
        last: str | None,
        only: str | None,
        first: str | None,
        stays: bool,
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
            first_agent=first,
            stays=stays,
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

    @rule(
        agent=st.sampled_from(AGENTS),
        kind=st.sampled_from([commands.Reserve, commands.Unreserve]),
        reservation=st.sampled_from(["r1", "r2"]),
    )
    def reserve(
        self,
        agent: str,
        kind: type[commands.Reserve] | type[commands.Unreserve],
        reservation: str,
    ) -> None:
        self.attempt(kind(agent=agent, reservation=reservation))

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
        held |= {name for name, row in rows.agents.items() if row.presence.reserved}
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
        assert (centre.state.preferring, centre.state.wrap_ups) == ({}, {})
        assert all(not queue.serving for queue in centre.state.queues.values())


AnythingGoes.TestCase.settings = settings(
    max_examples=50, stateful_step_count=40, deadline=None, derandomize=True, database=None
)
TestAnythingGoes = AnythingGoes.TestCase
