"""What the routing is told: queues, agents, and what an interaction asks for."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from msgspec import Struct

from switchroom.kernel.time import MINUTE, SECOND, Instant, Millis

Strategy = Literal[
    "longest-idle",
    "round-robin",
    "least-occupied",
    "most-skilled",
    "last-agent",
    "fixed-order",
    "ring-all",
]
"""ACD-3. `last-agent` prefers the agent who served this customer last, then longest idle."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SkillNeed:
    """A skill that an interaction asks for.

    Attributes:
        skill: its id.
        level: the least level (1 to 10) at the start.
        required: agents without it may not serve; else it only makes an agent preferred.
        relax_after: waiting time after which the need is relaxed: a required level falls to
            `relaxed_level` (0 drops it). None never relaxes.
        relaxed_level: see above.
    """

    skill: str
    level: int = 1
    required: bool = True
    relax_after: Millis | None = None
    relaxed_level: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Overflow:
    """When and where an interaction leaves its queue by itself.

    Attributes:
        target: another queue's id, or `voicemail`, `callback`, `hang-up`, or `node:<id>`.
        after: waiting time in this queue; None: not by time.
        longer_than: queue length found at entry; None: not by length.
        no_agents: whether it overflows when nobody who could serve is signed in and not paused.

    Any of the conditions suffices. One without any is where the interaction goes when the queue is
    full; if there is none, the first one's target; if the queue has none at all, `hang-up`.
    """

    target: str
    after: Millis | None = None
    longer_than: int | None = None
    no_agents: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class QueueRule:
    """One queue.

    Attributes:
        queue: its id.
        channel: what it carries: `voice`, `chat`, `email` ...
        strategy: how it chooses among agents.
        weight: claim against other queues at equal priority; higher goes first (big customers). A
            point is a minute's head start, and all together less than a point of priority.
        needs: skills that everything in this queue asks for.
        agents: agents in fixed order for `fixed-order`; empty: all with the skills may serve.
        offer_timeout: an offer ends as not answered after so long.
        wrap_up: how long an agent stays in wrap-up after work from this queue; 0: none.
        max_length: no more than so many wait; None: no limit.
        overflows: looked at in order.
        retry_pause: who missed or rejected is not offered the same interaction for so long.
        misses_to_pause: after so many missed offers in a row the agent is set not ready (`missed`);
            0: never.
    """

    queue: str
    channel: str = "voice"
    strategy: Strategy = "longest-idle"
    weight: int = 0
    needs: tuple[SkillNeed, ...] = ()
    agents: tuple[str, ...] = ()
    offer_timeout: Millis = 20 * SECOND
    wrap_up: Millis = 30 * SECOND
    max_length: int | None = None
    overflows: tuple[Overflow, ...] = ()
    retry_pause: Millis = 5 * SECOND
    misses_to_pause: int = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class AgentRule:
    """One agent.

    Attributes:
        agent: the id.
        skills: skill id to level, 1 to 10.
        queues: queues that the agent serves; None: every queue whose skills the agent has.
        capacity: channel to how many interactions at once; 0 or missing: none.
        interrupts: channel to the channels whose running work it may come on top of. An agent with
            work of a channel is offered another channel only if that is named here.
    """

    agent: str
    skills: Mapping[str, int] = field(default_factory=dict)
    queues: tuple[str, ...] | None = None
    capacity: Mapping[str, int] = field(default_factory=lambda: {"voice": 1})
    interrupts: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


class Request(Struct, frozen=True, kw_only=True):
    """What waits: an interaction and what it asks for.

    Attributes:
        interaction: its id.
        queue: where it waits.
        entered: since when it waits; kept when it comes back after a missed offer, or a restart,
            or goes over to another queue.
        joined: since when it waits in this queue; overflow by time and `waited` count from here.
        priority: 0 to 100, higher first. One point outweighs any waiting time up to `aging`.
        needs: skills asked for beside the queue's own.
        last_agent: who served this customer last, for `last-agent`.
        only_agent: only this agent may serve it (assigned by a supervisor, returned transfer),
            whatever the skills and the queue's agents; dropped when that one does not take it, and
            when it goes over to another queue.
        first_agent: asked before anybody else if free, whatever the skills, the strategy and the
            queue's agents, on arrival and for as long as it waits: who rings back wants the one
            who rang them, and that one often works outside of the queue that answers.
        stays: never goes on by the queue's rules: the customer has hung up and will be rung.
        order: tie-breaker between equal claims, ascending; given by the routing at entry.
    """

    interaction: str
    queue: str
    entered: Instant
    priority: int = 0
    needs: tuple[SkillNeed, ...] = ()
    last_agent: str | None = None
    only_agent: str | None = None
    order: int = 0
    joined: Instant = 0
    first_agent: str | None = None
    stays: bool = False


AGING: Millis = 10 * MINUTE
"""So much waiting weighs as much as one point of priority."""
