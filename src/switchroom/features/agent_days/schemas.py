"""What the agents' days look like from outside; times are instants, lengths milliseconds."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from pydantic import BaseModel, ConfigDict


class _View(BaseModel):
    model_config = ConfigDict(from_attributes=True)


class PersonName(_View):
    """The agent."""

    id: str
    name: str


class SpentView(_View):
    """What something took in all, in how many contacts, and on average in those."""

    total: int
    count: int
    mean: int | None


class FiguresView(_View):
    """The day's sums."""

    served: int
    offered: int
    taken: int
    missed: int
    rejected: int
    withdrawn: int
    talk: SpentView
    hold: SpentView
    wrap_up: SpentView


class StretchView(_View):
    """Time in one state."""

    state: str
    reason: str
    begins: int
    ends: int


class InStateView(_View):
    """All time in a state, with its reason."""

    state: str
    reason: str
    length: int


class HourView(_View):
    """One hour."""

    begins: int
    served: int
    missed: int
    rejected: int
    states: Mapping[str, int]


class RatingView(_View):
    """How often a question was answered by a key."""

    question: str
    value: int
    count: int


class PartView(BaseModel):
    """The agent's part in a contact; `contact` as a line of the contacts' list."""

    segment: str
    started_at: int
    ended_at: int | None
    talked: int
    held: int
    wrapped: int
    cause: str | None
    contact: Mapping[str, Any]


class DayView(BaseModel):
    """An agent's day, up to now."""

    agent: PersonName
    day: date
    today: date
    zone: str
    begins: int
    ends: int
    now: int
    figures: FiguresView
    states: list[InStateView]
    stretches: list[StretchView]
    hours: list[HourView]
    ratings: list[RatingView]
    parts: list[PartView]
