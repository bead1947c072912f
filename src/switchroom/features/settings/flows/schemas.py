"""What the designer's HTTP edge gives and takes."""

from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from switchroom.features.settings.flows.rehearsal import InputKind
from switchroom.kernel.time import Instant, Millis


class _Read(BaseModel):
    model_config = ConfigDict(from_attributes=True)


class NodeField(_Read):
    """A field of a kind of node; see `domain.flow.catalogue`."""

    name: str
    form: str
    required: bool
    default: Any
    options: list[str]


class NodeKind(_Read):
    """A kind of node."""

    kind: str
    fields: list[NodeField]


class Name(_Read):
    """Something that a flow can refer to."""

    id: str
    name: dict[str, str]


class Finding(_Read):
    """What is to be said about a flow."""

    node: str
    field: str
    severity: Literal["error", "warning"]
    zh: str
    en: str


class Version(BaseModel):
    """A version of a flow, without its nodes; `author` is a name."""

    version: int
    published: bool
    serving: bool
    created: Instant
    published_at: Instant | None
    author: str
    note: str


class DraftState(BaseModel):
    """A draft, without its nodes."""

    base: int | None
    revision: int
    changed: Instant
    author: str
    errors: int
    warnings: int


class FlowSummary(BaseModel):
    """A flow as a line of the list."""

    id: str
    title: dict[str, str]
    nodes: int
    serving: Version | None
    draft: DraftState | None


class FlowContent(BaseModel):
    """A version or a draft, all of it. `revision` and `base` are a draft's."""

    id: str
    version: int | None = None
    revision: int | None = None
    base: int | None = None
    changed: Instant
    author: str
    data: dict[str, Any]
    findings: list[Finding]


class NewFlow(BaseModel):
    """A flow to begin: as `data`, as another flow is (`copy_of`), or empty."""

    id: str = Field(max_length=64)
    data: dict[str, Any] | None = None
    copy_of: str | None = None


class DraftChange(BaseModel):
    """A draft as it is to be kept."""

    data: dict[str, Any]
    revision: int


class Publication(BaseModel):
    """A draft to be published."""

    revision: int
    note: str = Field(default="", max_length=500)


class Published(BaseModel):
    """The version that new calls use."""

    version: int


class FieldChange(_Read):
    """A field before and after."""

    field: str
    before: Any
    after: Any


class NodeChange(_Read):
    """What became of a node; an empty one is the flow itself."""

    node: str
    what: Literal["added", "removed", "changed"]
    changes: list[FieldChange]


class Comparison(BaseModel):
    """Two versions, whole, and what differs."""

    before: dict[str, Any]
    after: dict[str, Any]
    nodes: list[NodeChange]


class TestFacts(BaseModel):
    """Who calls in a test call, and when; `at` is now when it is not given."""

    caller: str = Field(default="13800138000", max_length=40)
    called: str = Field(default="", max_length=40)
    language: Literal["zh", "en"] = "zh"
    vip: int = Field(default=0, ge=0, le=9)
    at: Instant | None = None
    variables: dict[str, str] = Field(default_factory=dict)


class TestAnswer(BaseModel):
    """What happens next in a test call."""

    kind: InputKind
    value: str = Field(default="", max_length=100)
    values: dict[str, str] = Field(default_factory=dict)


class TestStep(BaseModel):
    """A test call to begin (`facts`), or to go on with (`call` and `answer`)."""

    data: dict[str, Any]
    call: str | None = Field(default=None, max_length=200_000)
    facts: TestFacts = Field(default_factory=TestFacts)
    answer: TestAnswer | None = None


class Spoken(_Read):
    """A piece of what the caller hears; see `domain.flow.messages.Spoken`."""

    kind: str
    value: str
    language: str


class Passed(_Read):
    """A node that was entered, or asked again."""

    flow: str
    node: str
    kind: str
    label: dict[str, str]
    detail: dict[str, str]


class Asked(BaseModel):
    """A look-up, and what the real query finds; None: nothing, `failed`: it cannot be asked."""

    query: str
    parameters: dict[str, str]
    found: dict[str, str] | None
    failed: bool = False


class TestState(BaseModel):
    """Where a test call stands, and what has just happened in it.

    Attributes:
        call: to be sent back with the next answer.
        target: of what it waits for: the queue, the mailbox, or the endpoint that is rung.
        keys: keys that leave the queue.
        after: how long until the running timer goes off; 0: none runs.
    """

    call: str
    at: Instant
    flow: str
    node: str
    language: str
    waiting: str | None
    after: Millis
    outcome: str | None
    passed: list[Passed]
    spoken: list[Spoken]
    facts: dict[str, str]
    variables: dict[str, str]
    asked: Asked | None = None
    target: str = ""
    keys: list[str] = Field(default_factory=list)


class RunningCall(_Read):
    """A call that a flow has in hand now."""

    interaction: str
    caller: str
    arrived: Instant
    root: str
    flow: str
    version: int
    node: str
    waiting: str
