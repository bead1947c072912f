"""Whether the routing waits as Erlang's formulas say, and breaks no rule on the way.

Poisson arrivals, exponential service and patience (seeded), one queue, and the real `decide`: its
offers are taken at once, as the formulas assume. Gaps and service times are scaled so that their
sample means are exact, or the deviation would mostly be that of the drawn load. Means over many
calls are compared with Erlang C (everybody waits) and, over a third as many, Erlang A (customers
give up); beside each stands its standard error, from the means of 20 batches. Every offer is
checked: first come, first served; no agent with two; nobody waits while an agent is free; every
call has exactly one end.

    python -m bench.erlang --calls 400000
"""

import argparse
import sys
from collections import deque
from dataclasses import dataclass, field
from heapq import heappop, heappush
from time import process_time

import numpy as np

from switchroom.domain.routing.commands import (
    AcceptOffer,
    DefineAgent,
    DefineQueue,
    EndWork,
    Enqueue,
    MakeReady,
    RoutingCommand,
    SignIn,
    Withdraw,
)
from switchroom.domain.routing.decide import decide
from switchroom.domain.routing.events import InteractionAssigned, InteractionOffered
from switchroom.domain.routing.rules import AgentRule, QueueRule
from switchroom.domain.routing.state import RoutingState
from switchroom.domain.staffing.erlang import Waiting, erlang_a, erlang_c

SERVICE = 180_000.0
PATIENCE = 120_000.0
TOLERANCE = 0.02
BATCHES = 20
WARM_UP = 0.05
"""This share of the calls is played before anything is counted."""


@dataclass
class CountedIds:
    count: int = 0

    def new(self) -> str:
        self.count += 1
        return str(self.count)


@dataclass
class Simulation:
    """A centre of one queue, and what was seen of it."""

    agents: int
    load: float
    calls: int
    patience: float | None
    rng: np.random.Generator
    state: RoutingState = field(default_factory=RoutingState)
    ids: CountedIds = field(default_factory=CountedIds)
    now: int = 0
    agenda: list[tuple[int, int, str, str, str]] = field(default_factory=list)
    line: deque[str] = field(default_factory=deque)
    left: set[str] = field(default_factory=set)
    busy: set[str] = field(default_factory=set)
    entered: dict[str, int] = field(default_factory=dict)
    services: list[float] = field(default_factory=list)
    waits: list[tuple[int, bool]] = field(default_factory=list)
    broken: int = 0

    def run(self) -> None:
        self._do(DefineQueue(rule=QueueRule(queue="q", wrap_up=0)))
        for number in range(self.agents):
            name = f"a{number}"
            self._do(DefineAgent(rule=AgentRule(agent=name)))
            self._do(SignIn(agent=name))
            self._do(MakeReady(agent=name))
        gaps = self._drawn(SERVICE / self.load)
        self.services = list(self._drawn(SERVICE))
        for number, at in enumerate(np.cumsum(gaps)):
            while self.agenda and self.agenda[0][0] <= at:
                self._next()
            self.now = round(at)
            self._arrive(number, f"c{number}")
        while self.agenda:
            self._next()
        self.broken += len(self.entered) + len(self.busy)

    def _drawn(self, mean: float) -> np.ndarray[tuple[int], np.dtype[np.float64]]:
        times = self.rng.exponential(mean, self.calls)
        times *= mean / times.mean()
        return times

    def _arrive(self, number: int, call: str) -> None:
        self.entered[call] = number
        self.line.append(call)
        if self.patience is not None:
            self._plan(self.rng.exponential(self.patience), "gives-up", call, "")
        self._do(Enqueue(interaction=call, queue="q"))

    def _next(self) -> None:
        self.now, _, what, call, agent = heappop(self.agenda)
        if what == "ends":
            self.busy.remove(agent)
            self._do(EndWork(interaction=call, agent=agent))
        elif call in self.state.entries:
            self._see(call, self.now - self.state.entries[call].request.entered, served=False)
            self.left.add(call)
            self._do(Withdraw(interaction=call))

    def _plan(self, after: float, what: str, call: str, agent: str) -> None:
        heappush(self.agenda, (round(self.now + after), len(self.agenda), what, call, agent))

    def _do(self, command: RoutingCommand) -> None:
        for event in decide(self.state, command, self.now, self.ids):
            if isinstance(event, InteractionOffered):
                self._check(event)
                self._do(AcceptOffer(offer=event.offer))
            elif isinstance(event, InteractionAssigned):
                self._see(event.interaction, event.waited, served=True)
                self._plan(self.services.pop(), "ends", event.interaction, event.agent)
        waiting = len(self.line) - len(self.left)
        self.broken += bool(waiting and len(self.busy) < self.agents)

    def _check(self, event: InteractionOffered) -> None:
        while self.line and self.line[0] in self.left:
            self.left.remove(self.line.popleft())
        self.broken += not self.line or self.line.popleft() != event.interaction
        self.broken += event.agent in self.busy
        self.busy.add(event.agent)

    def _see(self, call: str, waited: int, *, served: bool) -> None:
        number = self.entered.pop(call, None)
        self.broken += number is None
        if number is not None and number >= self.calls * WARM_UP:
            self.waits.append((waited, served))


def compare(title: str, seen: Simulation, formula: Waiting) -> bool:
    waited = np.array([wait for wait, _ in seen.waits], dtype=float)
    given_up = np.array([not served for _, served in seen.waits])
    rows = [
        ("has to wait", waited > 0, formula.waits),
        ("mean wait, s", waited / 1000, formula.wait / 1000),
        ("gives up", given_up, formula.abandons),
    ]
    print(f"{title}: {seen.agents} agents, {seen.load:.1f} erlangs, {seen.calls:,} calls")
    good = seen.broken == 0
    for name, values, expected in rows:
        if expected == 0:
            good = good and not values.any()
            continue
        deviation = float(values.mean()) / expected - 1
        batches = [float(batch.mean()) for batch in np.array_split(values, BATCHES)]
        error = float(np.std(batches)) / BATCHES**0.5 / expected
        good = good and abs(deviation) <= TOLERANCE
        print(
            f"  {name:13} {values.mean():8.4f}   formula {expected:8.4f}"
            f"   {deviation:+.2%} (standard error {error:.2%})"
        )
    print(f"  rules broken  {seen.broken:8}")
    return good


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--calls", type=int, default=400_000, help="for Erlang C")
    parser.add_argument("--agents", type=int, default=3)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    begun, rng = process_time(), np.random.default_rng(options.seed)
    patient = Simulation(options.agents, options.agents * 0.6, options.calls, None, rng)
    patient.run()
    leaving = Simulation(options.agents, options.agents * 1.1, options.calls // 3, PATIENCE, rng)
    leaving.run()
    good = compare("Erlang C", patient, erlang_c(patient.agents, patient.load, SERVICE))
    model = erlang_a(leaving.agents, leaving.load, PATIENCE, SERVICE)
    good = compare("Erlang A", leaving, model) and good
    verdict = "within" if good else "NOT within"
    print(f"{process_time() - begun:.0f} s of one core; {verdict} {TOLERANCE:.0%}")
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main())
