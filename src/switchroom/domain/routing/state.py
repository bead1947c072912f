"""Everything that the routing knows, and its indices.

One caller owns a `RoutingState` and advances it by `decide`. Between two decisions no agent who is
free could serve anything that waits. What is found by walking is short (the queues of an agent, the
agents of a queue); what may be long (who waits) is only ever looked at from its head.
"""

from collections.abc import Iterator
from typing import TypeAlias

from msgspec import Struct, field
from sortedcontainers import SortedList

from switchroom.domain.presence.states import Presence
from switchroom.domain.routing.alarms import Alarm, Alarms
from switchroom.domain.routing.claim import Claim
from switchroom.domain.routing.lanes import Lane, LaneKey
from switchroom.domain.routing.rules import AgentRule, QueueRule, Request
from switchroom.domain.routing.skills import Needs
from switchroom.kernel.time import Instant, Millis

Seat: TypeAlias = tuple[int, int, int, Instant, str]
"""An agent's place in a queue's order, the smallest first; see `strategy`."""


class Entry(Struct, eq=False):
    """An interaction that waits, or is being offered when it has `offers`.

    Attributes:
        failed: when an agent did not take it, last; not asked again during the retry pause.
        offers: the offers that stand, with their agents; several with ring-all.
        lane: where it stands while it waits.
        wake: the next moment at which its own case changes.
    """

    request: Request
    claim: Claim
    failed: dict[str, Instant] = field(default_factory=dict)
    offers: dict[str, str] = field(default_factory=dict)
    lane: Lane | None = None
    wake: Instant | None = None


class Offer(Struct, frozen=True, array_like=True):
    """An agent is being asked. Kept for a restart as the list of its values."""

    offer: str
    interaction: str
    agent: str
    queue: str
    expires: Instant


class Work(Struct, frozen=True, array_like=True):
    """An agent serves an interaction. Kept for a restart as the list of its values.

    Attributes:
        queue: whose work it is; "": of none.
        wrap_up: whether the queue's wrap-up follows.
    """

    interaction: str
    agent: str
    queue: str
    since: Instant
    wrap_up: bool = True


class Queue(Struct, eq=False):
    """A queue.

    Attributes:
        members: the agents who may serve what asks for nothing beside the queue's own needs, at
            the latest when those are relaxed.
        staffed: those of them who are ready, or will be when what runs has ended.
        lanes: who waits, by what is asked for; no empty ones.
        length: how many wait.
        ringing: what is being offered.
        serving: work and wrap-up that run, by interaction and agent.
        idle: members with the queue's channel open, in the order in which they are asked.
        handling: running average of the time that a work takes with its wrap-up; None before the
            first.
    """

    rule: QueueRule
    needs: Needs = ()
    relaxes: bool = False
    members: dict[str, "Agent"] = field(default_factory=dict)
    staffed: dict[str, "Agent"] = field(default_factory=dict)
    lanes: dict[LaneKey, Lane] = field(default_factory=dict)
    length: int = 0
    ringing: dict[str, Entry] = field(default_factory=dict)
    serving: dict[tuple[str, str], "Agent"] = field(default_factory=dict)
    idle: SortedList[Seat] = field(default_factory=SortedList)
    handling: float | None = None


class Agent(Struct, eq=False):
    """An agent.

    Attributes:
        queues: the queues that the agent is a member of.
        named: lanes of what only this agent may serve.
        open: channels on which something may be offered now.
        seats: the agent's places in the queues' orders of idle agents, by queue.
        idle_since: the place among the longest idle. Work, wrap-up, becoming ready, and an offer
            that failed on the agent's side all send the agent to the back.
        misses: missed offers in a row.
        worked: time in work since sign-in.
        turns: when each queue asked last.
        wrapping: the works that are being written up.
        changed: the version at which anything that is shown of the agent last changed.
    """

    rule: AgentRule
    presence: Presence = field(default_factory=Presence)
    queues: dict[str, Queue] = field(default_factory=dict)
    named: dict[tuple[str, LaneKey], Lane] = field(default_factory=dict)
    open: tuple[str, ...] = ()
    seats: dict[str, Seat] = field(default_factory=dict)
    idle_since: Instant = 0
    misses: int = 0
    worked: Millis = 0
    turns: dict[str, Instant] = field(default_factory=dict)
    wrapping: dict[str, Work] = field(default_factory=dict)
    changed: int = 0


class RoutingState(Struct, eq=False):
    """The routing of one domain.

    Attributes:
        intercepts: who is offered what would be an agent's, by agent; see `intercepting`.
        version: counts the decisions, so that boards can ask what has changed since one.
        preferring: the claims of what waits for anybody, but for an agent first, by agent (known
            or not, in the queue or not); no empty ones.
        works: running work by interaction and agent; no empty ones. What waits may be in work too.
        wrap_ups: works that are being written up, the same.
        order: the next tie-breaker.
    """

    queues: dict[str, Queue] = field(default_factory=dict)
    agents: dict[str, Agent] = field(default_factory=dict)
    entries: dict[str, Entry] = field(default_factory=dict)
    offers: dict[str, Offer] = field(default_factory=dict)
    works: dict[str, dict[str, Work]] = field(default_factory=dict)
    wrap_ups: dict[str, dict[str, Work]] = field(default_factory=dict)
    intercepts: dict[str, str] = field(default_factory=dict)
    preferring: dict[str, SortedList[Claim]] = field(default_factory=dict)
    alarms: Alarms = field(default_factory=Alarms)
    order: int = 1
    version: int = 0

    @property
    def due(self) -> Instant | None:
        """The next moment at which `Tick` has something to do."""
        alarm = self.alarms.next(self.rings)
        return None if alarm is None else alarm.at

    def all_works(self) -> Iterator[Work]:
        """Every work that runs."""
        for by_agent in self.works.values():
            yield from by_agent.values()

    def rings(self, alarm: Alarm) -> bool:
        """Whether what an alarm was set for still stands."""
        match alarm.kind:
            case "offer":
                return alarm.subject in self.offers
            case "wake":
                entry = self.entries.get(alarm.subject)
                return entry is not None and entry.wake == alarm.at
            case "wrap-up":
                wrap_ups = self.agents[alarm.subject].presence.wrap_ups
                return wrap_ups.get(alarm.interaction) == alarm.at
