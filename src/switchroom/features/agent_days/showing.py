"""An agent's day as it is shown."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection

from switchroom.features.agent_days.calendar import day_of, today
from switchroom.features.agent_days.figures import Handled, by_hour, by_state, figures, handled
from switchroom.features.agent_days.reading import Lore, View, read_day
from switchroom.features.agent_days.schemas import DayView
from switchroom.kernel.time import Instant
from switchroom.runtime.web.access import Identity
from switchroom.runtime.web.sight import Sight


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """Whose day, which (None: today), and who wants to see it."""

    who: Identity
    agent: str
    day: date | None


def day_view(
    connection: Connection, lore: Lore, sight: Sight, asked: Asked, now: Instant
) -> DayView:
    """A day with those of its contacts that the asker may see; the figures count all."""
    agent = asked.agent
    owned = sight.agent(connection, agent)
    zone = lore.zone(connection, owned.site if owned else asked.who.site)
    current = today(now, zone)
    day = day_of(asked.day or current, zone)
    known, passed = read_day(connection, lore, agent, day, now)
    parts = handled(known, now)
    contacts = _contacts(connection, lore, sight, asked, parts)
    return DayView.model_validate(
        {
            "agent": {"id": agent, "name": lore.name(connection, agent)},
            "day": day.date,
            "today": current,
            "zone": zone,
            "begins": day.begins,
            "ends": day.ends,
            "now": now,
            "figures": figures(known, parts),
            "states": by_state(passed),
            "stretches": passed,
            "hours": by_hour(day, known, passed),
            "ratings": list(lore.ratings(connection, agent, day.begins, day.ends)),
            "parts": [
                _part(one, contacts[one.part.interaction])
                for one in parts
                if one.part.interaction in contacts
            ],
        }
    )


def _contacts(
    connection: Connection, lore: Lore, sight: Sight, asked: Asked, parts: list[Handled]
) -> Mapping[str, View]:
    ids = {one.part.interaction for one in parts}
    if asked.who.user != asked.agent:
        ids = {one for one in ids if sight.sees_contact(connection, asked.who, one)}
    return lore.contacts(connection, ids)


def _part(one: Handled, contact: View) -> View:
    return {
        "segment": one.part.segment,
        "started_at": one.part.started,
        "ended_at": one.part.ended,
        "talked": one.talked,
        "held": one.held,
        "wrapped": one.wrapped,
        "cause": one.part.cause or None,
        "contact": contact,
    }
