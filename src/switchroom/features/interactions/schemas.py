"""What the interactions' HTTP edge takes and gives."""

from collections.abc import Mapping
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field

from switchroom.features.interactions.finding import Filter

Names = Mapping[str, str]
Exact = Annotated[str, Field(max_length=64)]


class FilterQuery(BaseModel):
    """What is looked for; what is left out: anything."""

    model_config = ConfigDict(extra="forbid")

    q: Annotated[str, Field(max_length=100, description="A number or a name.")] = ""
    caller: Exact = ""
    called: Exact = ""
    queue: Exact = ""
    agent: Exact = ""
    channel: Exact = ""
    state: Exact = ""
    disposition: Exact = ""
    customer: Exact = ""
    opened_from: Annotated[int | None, Field(alias="from")] = None
    opened_until: Annotated[int | None, Field(alias="to")] = None

    def filter(self) -> Filter:
        """As it is looked for."""
        given = {name: getattr(self, name) for name in FilterQuery.model_fields}
        return Filter(text=given.pop("q"), **given)


class InteractionQuery(FilterQuery):
    """A filter and a page."""

    limit: Annotated[int, Field(ge=1, le=200, description="How many at most.")] = 50
    cursor: Annotated[str | None, Field(max_length=64, description="`next` of a page.")] = None


class QueueName(BaseModel):
    """A queue; `name` in both languages."""

    id: str
    name: Names


class PersonName(BaseModel):
    """An agent or a customer."""

    id: str
    name: str


class InteractionBase(BaseModel):
    """What is shown of every contact; times are instants, lengths milliseconds."""

    id: str
    channel: str
    direction: str
    state: str
    caller: str
    caller_pretty: str
    caller_name: str
    called: str
    area: Names
    language: str
    queue: QueueName | None
    agent: PersonName | None
    opened_at: int
    queued_at: int | None
    connected_at: int | None
    ended_at: int | None
    waited: int
    talked: int
    held: int
    cause: str | None
    disposition: str | None
    note: str
    recording: bool


class InteractionLine(InteractionBase):
    """A contact in the list."""

    customer: PersonName | None


class PathStep(BaseModel):
    """A node that a flow entered; in a sub-flow it is the sub-flow's."""

    flow: str
    node: str
    kind: str
    label: Names
    detail: Names
    at: int


class Fact(BaseModel):
    """Something that was entered or looked up."""

    name: str
    value: str


class PartyView(BaseModel):
    """Somebody in a contact beside the customer; who speaks is told on the live socket alone."""

    leg: str
    kind: str
    agent: str | None
    name: str
    number: str
    state: str
    muted: bool
    purpose: str
    since: int
    speaking: bool


class EarlierContact(BaseModel):
    """A contact of the same customer before."""

    id: str
    opened_at: int
    queue: QueueName | None
    agent_name: str
    disposition: str | None
    cause: str | None
    note: str


class SegmentView(BaseModel):
    """Who handled it from when to when."""

    id: str
    agent: PersonName | None
    queue: QueueName | None
    started_at: int
    ended_at: int | None
    cause: str | None
    wrap_up_started_at: int | None
    wrap_up_ended_at: int | None


class RatingView(BaseModel):
    """What the customer answered to a question by a key; `agent`: whom they had talked with."""

    question: str
    value: int
    agent: PersonName | None
    at: int


class InteractionDetail(InteractionBase):
    """A contact with everything; `customer` and `recordings` as their own routes give them."""

    customer: Mapping[str, Any] | None
    parties: list[PartyView]
    customer_held: bool
    lead: str | None
    lost_until: int | None
    path: list[PathStep]
    facts: list[Fact]
    earlier: list[EarlierContact]
    segments: list[SegmentView]
    ratings: list[RatingView]
    recordings: list[Mapping[str, Any]]


class JournalLine(BaseModel):
    """Something that happened, as it was recorded; `people`: names of those in it, by id."""

    position: int
    at: int
    type: str
    actor: str
    people: Names
    data: Mapping[str, Any]


class Summary(BaseModel):
    """How an agent sums a contact up; no disposition: a note alone."""

    disposition: Annotated[str, Field(max_length=64)] = ""
    note: Annotated[str, Field(max_length=10_000)] = ""
