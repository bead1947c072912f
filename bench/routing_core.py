"""Decisions per second of the pure routing core, and whether the number waiting matters.

The load is a full centre: every agent is busy, and as many wait as are named, with priorities,
weights and skills. In each round, a tenth of a second of the centre's time, a call comes in, an
agent's work ends and wrap-up begins, wrap-up is finished (which offers the agent the best claim),
the offer is taken or now and then rejected (the call goes back to its old place, the agent gets the
next one), now and then a caller hangs up, and what is due is done. The commands are found by
playing the centre once; then the same commands are carried out again on a new state, and this is
timed, in processor time.

The peer, measured in the same run on the same commands, keeps the same rules with one list sorted
by claim; its offers must be the same as ours. It knows neither presence nor offers, so its steps do
less than our decisions; what matters is how each grows with the number waiting.

    python -m bench.routing_core --rounds 10000
"""

import argparse
import gc
from bisect import insort
from collections.abc import Callable
from dataclasses import dataclass, field
from time import process_time

import numpy as np

from switchroom.domain.routing.claim import Claim, claim
from switchroom.domain.routing.commands import (
    AcceptOffer,
    DefineAgent,
    DefineQueue,
    EndWork,
    Enqueue,
    FailOffer,
    FinishWrapUp,
    MakeReady,
    RoutingCommand,
    SignIn,
    Tick,
    Withdraw,
)
from switchroom.domain.routing.decide import decide
from switchroom.domain.routing.events import InteractionAssigned, InteractionOffered
from switchroom.domain.routing.rules import AgentRule, QueueRule, Request, SkillNeed
from switchroom.domain.routing.state import RoutingState

SKILLS = 20
QUEUES_PER_AGENT = 8
ROUND = 100


@dataclass
class CountedIds:
    count: int = 0

    def new(self) -> str:
        self.count += 1
        return str(self.count)


@dataclass
class Rules:
    """Each queue asks for a skill; each agent serves several queues and has what they ask for."""

    queues: list[QueueRule]
    agents: list[AgentRule]

    @classmethod
    def drawn(cls, queues: int, agents: int, rng: np.random.Generator) -> "Rules":
        served = [
            {number % queues, *(int(q) for q in rng.choice(queues, QUEUES_PER_AGENT, False))}
            for number in range(agents)
        ]
        return cls(
            [
                QueueRule(
                    queue=f"queue-{number}",
                    weight=number % 3,
                    needs=(SkillNeed(skill=f"skill-{number % SKILLS}", level=1 + number % 3),),
                )
                for number in range(queues)
            ],
            [
                AgentRule(
                    agent=f"agent-{number}",
                    skills={f"skill-{q % SKILLS}": 5 for q in sorted(own)},
                    queues=tuple(f"queue-{q}" for q in sorted(own)),
                )
                for number, own in enumerate(served)
            ],
        )


class SortedListRouter:
    """The peer: all who wait in one list by claim; a free agent takes the first that fits."""

    def __init__(self, rules: Rules) -> None:
        self.queues = {rule.queue: rule for rule in rules.queues}
        self.agents = {rule.agent: rule for rule in rules.agents}
        self.line: list[tuple[Claim, Request]] = []
        self.order = 0
        self.offered: dict[str, tuple[Claim, Request]] = {}
        self.rejected: dict[tuple[str, str], int] = {}

    def arrive(self, command: Enqueue, now: int) -> None:
        self.order += 1
        request = Request(
            interaction=command.interaction,
            queue=command.queue,
            entered=now,
            priority=command.priority,
            order=self.order,
        )
        insort(self.line, (claim(request, self.queues[command.queue].weight), request))

    def hang_up(self, interaction: str) -> None:
        index = next(i for i, (own, _) in enumerate(self.line) if own[2] == interaction)
        del self.line[index]

    def reject(self, interaction: str, agent: str, now: int) -> None:
        self.rejected[interaction, agent] = now
        insort(self.line, self.offered.pop(interaction))

    def come_free(self, agent: str, now: int) -> str | None:
        for index, (_, request) in enumerate(self.line):
            if self._fits(request, self.agents[agent], now):
                self.offered[request.interaction] = self.line.pop(index)
                return request.interaction
        return None

    def _fits(self, request: Request, agent: AgentRule, now: int) -> bool:
        queue = self.queues[request.queue]
        rejected = self.rejected.get((request.interaction, agent.agent))
        return (
            agent.queues is not None
            and request.queue in agent.queues
            and all(agent.skills.get(need.skill, 0) >= need.level for need in queue.needs)
            and (rejected is None or rejected + queue.retry_pause <= now)
        )


@dataclass
class Centre:
    """A full centre on our core, with the peer beside it."""

    rules: Rules
    rng: np.random.Generator
    peer: SortedListRouter
    state: RoutingState = field(default_factory=RoutingState)
    ids: CountedIds = field(default_factory=CountedIds)
    now: int = 0
    arrived: int = 0
    working: list[tuple[str, str]] = field(default_factory=list)
    offer: InteractionOffered | None = None
    commands: list[tuple[RoutingCommand, int]] = field(default_factory=list)
    questions: list[tuple[Callable[..., object], tuple[object, ...]]] = field(default_factory=list)
    differences: int = 0

    def decide(self, command: RoutingCommand) -> None:
        self.commands.append((command, self.now))
        for event in decide(self.state, command, self.now, self.ids):
            if isinstance(event, InteractionOffered):
                self.offer = event
            elif isinstance(event, InteractionAssigned):
                self.working.append((event.interaction, event.agent))

    def ask_peer(self, question: Callable[..., object], *arguments: object) -> object:
        self.questions.append((question, arguments))
        return question(self.peer, *arguments)

    def open(self, waiting: int) -> None:
        for queue in self.rules.queues:
            self.decide(DefineQueue(rule=queue))
        for agent in self.rules.agents:
            self.decide(DefineAgent(rule=agent))
            self.decide(SignIn(agent=agent.agent))
        for agent in self.rules.agents:  # each is given a call at once
            own = agent.queues
            self.decide(MakeReady(agent=agent.agent))
            self.arrive(own[0] if own else "")
        for _ in range(waiting):
            self.now += 1
            self.arrive()

    def arrive(self, queue: str = "") -> None:
        self.arrived += 1
        command = Enqueue(
            interaction=f"call-{self.arrived}",
            queue=queue or self.rules.queues[int(self.rng.integers(len(self.rules.queues)))].queue,
            priority=0 if queue else int(self.rng.integers(3)),
        )
        self.decide(command)
        self.ask_peer(SortedListRouter.arrive, command, self.now)
        self.serve_at_once()

    def serve_at_once(self) -> None:
        """What went to an agent who had nothing to do, which the peer does not play."""
        if self.offer is not None:
            self.ask_peer(SortedListRouter.hang_up, self.offer.interaction)
            self.accept()

    def accept(self) -> None:
        if self.offer is not None:
            self.decide(AcceptOffer(offer=self.offer.offer))
            self.offer = None

    def compare(self, agent: str) -> None:
        theirs = self.ask_peer(SortedListRouter.come_free, agent, self.now)
        ours = None if self.offer is None else self.offer.interaction
        self.differences += ours != theirs

    def round(self) -> None:
        self.now += ROUND
        self.arrive()
        index = int(self.rng.integers(len(self.working)))
        self.working[index], self.working[-1] = self.working[-1], self.working[index]
        interaction, agent = self.working.pop()
        self.decide(EndWork(interaction=interaction, agent=agent))
        self.decide(FinishWrapUp(agent=agent))
        self.compare(agent)
        if self.offer is not None and self.rng.random() < 0.05:
            rejected, self.offer = self.offer, None
            self.decide(FailOffer(offer=rejected.offer, cause="rejected"))
            self.ask_peer(SortedListRouter.reject, rejected.interaction, agent, self.now)
            self.compare(agent)
        self.accept()
        if self.rng.random() < 0.05:
            self.hang_up(f"call-{self.rng.integers(1, self.arrived + 1)}")
        due = self.state.due
        if due is not None and due <= self.now:
            self.decide(Tick())
            self.serve_at_once()

    def hang_up(self, interaction: str) -> None:
        if interaction in self.state.entries:
            self.decide(Withdraw(interaction=interaction))
            self.ask_peer(SortedListRouter.hang_up, interaction)
            self.arrive()


@dataclass
class Figures:
    ours: float
    peers: float
    differences: int


def measure(agents: int, queues: int, waiting: int, rounds: int, seed: int) -> Figures:
    rng = np.random.default_rng(seed)
    rules = Rules.drawn(queues, agents, rng)
    centre = Centre(rules, rng, SortedListRouter(rules))
    centre.open(waiting)
    opening, asked = len(centre.commands), len(centre.questions)
    for _ in range(rounds):
        centre.round()
    return Figures(
        replay(centre.commands, opening),
        replay_peer(SortedListRouter(rules), centre.questions, asked),
        centre.differences,
    )


def replay(commands: list[tuple[RoutingCommand, int]], opening: int) -> float:
    """Decisions per second after the opening."""
    state, ids = RoutingState(), CountedIds()
    for command, now in commands[:opening]:
        decide(state, command, now, ids)
    gc.collect()
    gc.freeze()  # what stands for long need not be looked through again; owners should do the same
    rest = commands[opening:]
    begun = process_time()
    for command, now in rest:
        decide(state, command, now, ids)
    taken = process_time() - begun
    gc.unfreeze()
    return len(rest) / taken


def replay_peer(
    peer: SortedListRouter,
    questions: list[tuple[Callable[..., object], tuple[object, ...]]],
    opening: int,
) -> float:
    """The peer's steps per second after the opening."""
    for question, arguments in questions[:opening]:
        question(peer, *arguments)
    rest = questions[opening:]
    begun = process_time()
    for question, arguments in rest:
        question(peer, *arguments)
    return len(rest) / (process_time() - begun)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--rounds", type=int, default=4_000, help="of about five decisions each")
    parser.add_argument("--agents", type=int, default=2_000)
    parser.add_argument("--queues", type=int, default=500)
    parser.add_argument("--waiting", type=int, nargs="+", default=[200, 2_000, 20_000])
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    print(f"{options.agents} agents, {options.queues} queues, seed {options.seed}")
    print("  waiting   decisions/s   us each   sorted list, steps/s   same offers")
    for waiting in options.waiting:
        got = measure(options.agents, options.queues, waiting, options.rounds, options.seed)
        same = "yes" if got.differences == 0 else f"NO: {got.differences} differ"
        each = 1e6 / got.ours
        print(f"{waiting:9,} {got.ours:13,.0f} {each:9.1f} {got.peers:22,.0f}   {same}")


if __name__ == "__main__":
    main()
