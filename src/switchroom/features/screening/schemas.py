"""What the lists' HTTP edge takes and gives."""

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from switchroom.domain.numbers.writing import pretty
from switchroom.domain.screening.rules import Entry, Kind, Match
from switchroom.features.screening.finding import Search, State, state_of
from switchroom.kernel.time import DAY, Instant
from switchroom.runtime.web.moments import GivenInstant

Days = Annotated[int | None, Field(ge=1, le=3650, description="Days of effect; null: for good.")]
Priority = Annotated[int, Field(ge=0, le=100)]
Reason = Annotated[str, Field(max_length=500)]


class EntryView(BaseModel):
    """A line of a list; times are instants, `ends` null is for good."""

    id: str
    kind: Kind
    number: str
    number_pretty: str
    match: Match
    reason: str
    starts: int
    ends: int | None
    priority: int
    created: int
    by: str
    by_name: str
    state: State


class EntryGiven(BaseModel):
    """A number to be put on a list, from `starts` (else at once) for so many days."""

    kind: Kind
    number: Annotated[str, Field(min_length=2, max_length=40)]
    match: Match = "number"
    reason: Reason = ""
    starts: GivenInstant | None = None
    days: Days = None
    priority: Priority = 0


class EntryChange(BaseModel):
    """What becomes different; what is left out stays.

    `days` count from now, or from its start if that is to come; null: for good.
    """

    reason: Reason | None = None
    priority: Priority | None = None
    days: Days = None

    def changes(self, since: Instant) -> dict[str, object]:
        """The fields to change, if days count since a moment."""
        given = self.model_dump(exclude_unset=True)
        if "days" in given:
            given["ends"] = ending(since, given.pop("days"))
        return {name: value for name, value in given.items() if name == "ends" or value is not None}


class SearchQuery(BaseModel):
    """What is looked for; what is left out: anything."""

    model_config = ConfigDict(extra="forbid")

    q: Annotated[str, Field(max_length=100, description="Part of a number or a reason.")] = ""
    kind: Kind | Literal[""] = ""
    state: State | Literal[""] = ""

    def search(self) -> Search:
        """As it is looked for."""
        return Search(text=self.q, kind=self.kind, state=self.state)


class PageQuery(SearchQuery):
    """A search and a page."""

    limit: Annotated[int, Field(ge=1, le=200, description="How many at most.")] = 50
    cursor: Annotated[str | None, Field(max_length=64, description="`next` of a page.")] = None


def ending(starts: Instant, days: int | None) -> Instant | None:
    """When so many days of effect are over."""
    return None if days is None else starts + days * DAY


def entry_view(entry: Entry, now: Instant) -> EntryView:
    """An entry as the desk sees it."""
    return EntryView(
        id=entry.id,
        kind=entry.kind,
        number=entry.number,
        number_pretty=pretty(entry.number),
        match=entry.match,
        reason=entry.reason,
        starts=entry.starts,
        ends=entry.ends,
        priority=entry.priority,
        created=entry.created,
        by=entry.by,
        by_name=entry.by_name,
        state=state_of(entry, now),
    )
