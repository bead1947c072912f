"""Erlang's formulas: how long customers wait, given how many agents there are.

Calls arrive by a Poisson process, service and patience are exponential. `load` is the offered load
in erlangs: arrivals per unit of time times the mean service time. Times are in any one unit.

Sources: A. K. Erlang, "Solution of some problems in the theory of probabilities of significance in
automatic telephone exchanges", 1917 (B and C); C. Palm, "Research on telephone traffic carried by
full availability groups", 1957 (A); A. Mandelbaum and S. Zeltyn, "Service engineering in action:
the Palm/Erlang-A queue", 2007. Erlang B is computed by its inverse recursion, which only adds
positive numbers: D. L. Jagerman, "Some properties of the Erlang loss function", 1974. Neither
factorials nor powers appear, so thousands of agents neither overflow nor cancel.
"""

from dataclasses import dataclass
from math import exp, inf

from switchroom.kernel.errors import InvalidError

NEGLIGIBLE = 1e-15
"""A series ends where its terms have fallen to this share of the sum."""

LARGE = 1e200
"""Weights are scaled down here."""


@dataclass(frozen=True, slots=True)
class Waiting:
    """What customers meet.

    Attributes:
        waits: probability that a customer has to wait.
        abandons: probability that a customer gives up.
        wait: mean wait over all customers, those who give up included; infinite when the load is
            more than the agents can carry and nobody gives up.
        occupancy: share of the agents' time in service.
    """

    waits: float
    abandons: float
    wait: float
    occupancy: float


def erlang_b(agents: int, load: float) -> float:
    """The probability that all agents are busy where nobody waits: calls are lost."""
    _check(agents, load)
    if load == 0:
        return 0.0 if agents else 1.0
    inverse = 1.0
    for number in range(1, agents + 1):
        inverse = 1.0 + inverse * number / load
    return 1.0 / inverse


def erlang_c(agents: int, load: float, service: float = 1.0) -> Waiting:
    """Everybody waits until served. `service` is the mean service time."""
    if load >= agents:
        _check(agents, load)
        return Waiting(waits=1.0, abandons=0.0, wait=inf, occupancy=1.0)
    blocked, occupancy = erlang_b(agents, load), load / agents
    waits = blocked / (1 - occupancy * (1 - blocked))
    return Waiting(waits, 0.0, waits * service / (agents - load), occupancy)


def service_level(agents: int, load: float, within: float, service: float = 1.0) -> float:
    """The share of customers who are served within a time, where everybody waits until served."""
    if load >= agents:
        _check(agents, load)
        return 0.0
    waits = erlang_c(agents, load).waits
    return 1 - waits * exp(-(agents - load) * within / service)


def agents_for(level: float, load: float, within: float, service: float = 1.0) -> int:
    """The fewest agents with whom at least this share of customers is served within a time."""
    if not 0 <= level < 1:
        raise InvalidError("A service level is at least 0 and less than 1.")
    agents = int(load) + 1
    while service_level(agents, load, within, service) < level:
        agents += 1
    return agents


def erlang_a(agents: int, load: float, patience: float, service: float = 1.0) -> Waiting:
    """Customers give up after an exponential time of mean `patience`.

    With everybody busy and `n` waiting, customers leave at the rate agents/service + n/patience.
    The states from there on are weighed against the first of them, which Erlang B ties to those
    below.
    """
    _check(agents, load)
    if patience <= 0 or service <= 0 or agents == 0:
        raise InvalidError("Erlang A needs agents, and times above zero.")
    if load == 0:
        return Waiting(0.0, 0.0, 0.0, 0.0)
    arrivals, blocked = load / service, erlang_b(agents, load)
    first, total, queued = _weights(agents, arrivals, patience, service)
    everything = first + blocked * (total - first)
    abandons = blocked * queued / everything / patience / arrivals
    return Waiting(
        waits=blocked * total / everything,
        abandons=abandons,
        wait=abandons * patience,
        occupancy=load * (1 - abandons) / agents,
    )


def _weights(
    agents: int, arrivals: float, patience: float, service: float
) -> tuple[float, float, float]:
    """Weights of nobody waiting, of all states with everybody busy, and those times who waits."""
    first, total, queued, term, number = 1.0, 1.0, 0.0, 1.0, 0
    while True:
        number += 1
        ratio = arrivals / (agents / service + number / patience)
        term *= ratio
        total += term
        queued += number * term
        if total > LARGE:  # far too few agents: only the proportions matter
            first, queued, term, total = first / total, queued / total, term / total, 1.0
        if ratio < 1 and number * term <= NEGLIGIBLE * (1 - ratio) * queued:
            return first, total, queued


def _check(agents: int, load: float) -> None:
    if agents < 0 or load < 0:
        raise InvalidError("Agents and load are not below zero.")
