"""What is known of an agent's day, out of rows and the journal.

The agent's own stream tells readiness; offers, work and wrap-up stand in the streams of the
contacts. These are found by the agent's parts in them, and by what is told where there is no part:
offers that were not taken, and work that reached nobody. Both kinds are few enough to be looked
for by kind.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol, TypeAlias, cast

from msgspec import json
from sqlalchemy import ColumnElement, Connection, Select, select

from switchroom.domain.interaction.events import CustomerHeld, CustomerResumed
from switchroom.domain.routing import events
from switchroom.features.agent_days.calendar import Day
from switchroom.features.agent_days.figures import Evidence, Hold, Part
from switchroom.features.agent_days.stretches import Stretch, stretches
from switchroom.kernel.messages import Event
from switchroom.kernel.time import DAY, Instant
from switchroom.runtime.messages import MessageTypes
from switchroom.runtime.tables import journal

View: TypeAlias = Mapping[str, Any]
Lines: TypeAlias = list[tuple[Instant, Event]]
READINESS = (
    events.AgentSignedIn,
    events.AgentSignedOut,
    events.AgentReady,
    events.AgentNotReady,
)
RESERVATION = (events.AgentReserved, events.AgentUnreserved)
WORK = (
    events.InteractionOffered,
    events.OfferEnded,
    events.InteractionAssigned,
    events.WorkStarted,
    events.WorkEnded,
    events.WrapUpStarted,
    events.WrapUpEnded,
    CustomerHeld,
    CustomerResumed,
)
PARTLESS = (events.OfferEnded, events.WorkStarted)
LONGEST = DAY
"""Nobody's part in a contact that touches the day began longer before it."""

AT_ONCE = 500
"""Streams in one query; databases limit how many there may be."""

_TYPES = MessageTypes((*READINESS, *RESERVATION, *WORK))
_line = journal.c


@dataclass(frozen=True, slots=True)
class Rating:
    """How often a question was answered by a key."""

    question: str
    value: int
    count: int


class Lore(Protocol):
    """What other features know; composed by `app`."""

    def zone(self, connection: Connection, site: str) -> str:
        """Where a site's clock hangs."""
        ...

    def name(self, connection: Connection, agent: str) -> str:
        """What an agent is called."""
        ...

    def parts(
        self, connection: Connection, agent: str, since: Instant, until: Instant
    ) -> Sequence[Part]:
        """An agent's parts in contacts that began in a time."""
        ...

    def ratings(
        self, connection: Connection, agent: str, since: Instant, until: Instant
    ) -> Sequence[Rating]:
        """How customers rated an agent in a time."""
        ...

    def contacts(self, connection: Connection, asked: Collection[str]) -> Mapping[str, View]:
        """Contacts as lines of the list, by id."""
        ...


def read_day(
    connection: Connection, lore: Lore, agent: str, day: Day, now: Instant
) -> tuple[Evidence, list[Stretch]]:
    """An agent's day up to now."""
    parts = lore.parts(connection, agent, day.begins - LONGEST, day.ends)
    streams = {f"interaction:{one.interaction}" for one in parts if one.reaches(day.begins)}
    lines = _lines(connection, agent, day, streams | _partless(connection, agent, day))
    told = [(at, event) for at, event in lines if isinstance(event, events.RoutingEvent)]
    evidence = Evidence(
        parts=[one for one in parts if one.started >= day.begins],
        holds=_holds(lines, agent),
        taken=[
            at
            for at, event in told
            if at >= day.begins and isinstance(event, events.InteractionAssigned)
        ],
        ended=[
            (at, event.cause)
            for at, event in told
            if at >= day.begins and isinstance(event, events.OfferEnded)
        ],
    )
    return evidence, stretches(told, day.begins, min(day.ends, max(now, day.begins)))


def _lines(connection: Connection, agent: str, day: Day, streams: Collection[str]) -> Lines:
    """What was told of an agent, in order: in the day, and as far as it reaches into the day."""
    own = _line.stream == f"agent:{agent}"
    before = _asked(own, _kinds(READINESS), _line.at < day.begins)
    today = (_kinds((*READINESS, *RESERVATION)), _line.at >= day.begins, _line.at < day.ends)
    queries = [before.order_by(_line.position.desc()).limit(1), _asked(own, *today)]
    for part in _batches(sorted(streams)):
        told = (_line.stream.in_(part), _kinds(WORK), _line.at < day.ends)
        queries.append(_asked(*told))
    rows = sorted(row for query in queries for row in connection.execute(query))
    lines = ((at, cast("Event", _TYPES.decode(kind, data))) for _, at, kind, data in rows)
    return [(at, event) for at, event in lines if _concerns(event, agent)]


def _concerns(event: Event, agent: str) -> bool:
    """Whether it tells of the agent; a hold may be ended by another."""
    return isinstance(event, CustomerResumed) or getattr(event, "agent", "") == agent


def _partless(connection: Connection, agent: str, day: Day) -> set[str]:
    """Streams that tell of the agent in the day, though there may be no part."""
    named = f'"agent":{json.encode(agent).decode()}'
    told = select(_line.stream).where(
        _kinds(PARTLESS),
        _line.at >= day.begins,
        _line.at < day.ends,
        _line.data.contains(named, autoescape=True),
    )
    return set(connection.execute(told).scalars())


def _holds(lines: Lines, agent: str) -> Mapping[str, Sequence[Hold]]:
    holds: dict[str, list[Hold]] = {}
    for at, event in lines:
        match event:
            case CustomerHeld(interaction=interaction) if event.agent == agent:
                holds.setdefault(interaction, []).append((at, None))
            case CustomerResumed(interaction=interaction) if interaction in holds:
                since, until = holds[interaction][-1]
                holds[interaction][-1] = (since, at if until is None else until)
            case _:
                """Changes no hold."""
    return holds


def _asked(*conditions: ColumnElement[bool]) -> Select[int, int, str, str]:
    return select(_line.position, _line.at, _line.type, _line.data).where(*conditions)


def _kinds(kinds: Sequence[type[Event]]) -> ColumnElement[bool]:
    return _line.type.in_([kind.__name__ for kind in kinds])


def _batches(streams: Sequence[str]) -> Iterator[Sequence[str]]:
    return (streams[start : start + AT_ONCE] for start in range(0, len(streams), AT_ONCE))
