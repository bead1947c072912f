"""The kinds of node of a flow, as they stand in its JSON: `{"id", "kind", ...}`.

An edge is a field that names another node's id, or `return`: back to the flow that called this
one, or, in the outermost flow, the end of the call. All times are milliseconds.
"""

from collections.abc import Mapping
from typing import Annotated, Literal, TypeAlias

from msgspec import Meta, Struct, field
from msgspec.structs import asdict

from switchroom.domain.flow.prompts import Language, Localised, Prompt
from switchroom.domain.routing.rules import SkillNeed
from switchroom.kernel.time import MINUTE, SECOND, Millis

# What a text or number stands for; `catalogue` tells it to designers. It does not change reading.
Edge: TypeAlias = Annotated[str, Meta(extra={"form": "edge"})]
Template: TypeAlias = Annotated[str, Meta(extra={"form": "template"})]
Variable: TypeAlias = Annotated[str, Meta(extra={"form": "variable"})]
Duration: TypeAlias = Annotated[Millis, Meta(extra={"form": "duration"})]
QueueId: TypeAlias = Annotated[str, Meta(extra={"form": "queue"})]
ScheduleId: TypeAlias = Annotated[str, Meta(extra={"form": "schedule"})]
MailboxId: TypeAlias = Annotated[str, Meta(extra={"form": "mailbox"})]
QueryId: TypeAlias = Annotated[str, Meta(extra={"form": "query"})]
FlowId: TypeAlias = Annotated[str, Meta(extra={"form": "flow"})]

RETURN: Edge = "return"
"""The edge that leaves a flow."""

Key: TypeAlias = Literal["0", "1", "2", "3", "4", "5", "6", "7", "8", "9", "*", "#"]


class Base(
    Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, tag_field="kind", tag="node"
):
    """What every node has: its id in the flow, and a label for people.

    Attributes:
        entry: agents may send callers here, under this name.
    """

    id: str
    label: Localised | None = None
    entry: Localised | None = None


class Choice(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A key and where it leads."""

    key: Key
    next: Edge


class Need(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A skill that is asked for, as in the routing's `SkillNeed`."""

    skill: str
    level: int = 1
    required: bool = True
    relax_after: Millis | None = None
    relaxed_level: int = 0

    def rule(self) -> SkillNeed:
        """The need as the routing takes it."""
        return SkillNeed(**asdict(self))


class Menu(Base, frozen=True, kw_only=True, tag="menu"):
    """Play, and let the caller press one key.

    Attributes:
        barge_in: a key cuts the prompt off; else it counts when the prompt has ended.
        timeout: silence after the prompt that counts as a try.
        tries: so many wrong keys or silences in all, then `on_invalid` or `on_timeout` by the last.
        invalid: said before the prompt after a wrong key.
        no_input: said before the prompt after silence.
    """

    prompt: Prompt
    choices: tuple[Choice, ...]
    on_timeout: Edge
    on_invalid: Edge
    barge_in: bool = True
    timeout: Duration = 5 * SECOND
    tries: int = 3
    invalid: Prompt = ()
    no_input: Prompt = ()


class Play(Base, frozen=True, kw_only=True, tag="play"):
    """Play a prompt. With `barge_in` a key cuts it off and is kept for the next question."""

    prompt: Prompt
    next: Edge
    barge_in: bool = True


class Say(Base, frozen=True, kw_only=True, tag="say"):
    """Speak a text made up at the moment of the call; prefer `play`, whose sentences are ready."""

    text: Localised
    next: Edge
    barge_in: bool = True


class Collect(Base, frozen=True, kw_only=True, tag="collect"):
    """Play, and let the caller enter digits into a variable.

    Complete by the terminator, by `max_length`, or by a pause when `min_length` is reached. A key
    that is neither digit nor terminator begins the entry again.

    Attributes:
        secret: the journal and the agent see asterisks.
        first_timeout: silence before the first digit that counts as a try.
        next_timeout: pause between digits that ends the entry.
    """

    prompt: Prompt
    variable: Variable
    next: Edge
    on_timeout: Edge
    on_invalid: Edge
    min_length: int = 1
    max_length: int = 20
    terminator: Literal["#", "*", ""] = "#"
    first_timeout: Duration = 8 * SECOND
    next_timeout: Duration = 4 * SECOND
    tries: int = 3
    secret: bool = False
    barge_in: bool = True
    invalid: Prompt = ()
    no_input: Prompt = ()


class Rate(Base, frozen=True, kw_only=True, tag="rate"):
    """Play a question and keep the key that is pressed: satisfaction, or an opinion poll.

    Attributes:
        question: what reports call it.
        scale: what each key is worth; others are wrong keys.
        timeout: silence after the prompt that counts as a try; `tries` and the rest as in a menu.
    """

    question: str
    prompt: Prompt
    next: Edge
    on_timeout: Edge
    on_invalid: Edge
    scale: dict[Key, int] = field(default_factory=lambda: {"1": 1, "2": 2, "3": 3, "4": 4, "5": 5})
    barge_in: bool = True
    timeout: Duration = 5 * SECOND
    tries: int = 2
    invalid: Prompt = ()
    no_input: Prompt = ()


class SetLanguage(Base, frozen=True, kw_only=True, tag="language"):
    """Speak this language from here on."""

    language: Language
    next: Edge


class Query(Base, frozen=True, kw_only=True, tag="look-up"):
    """Ask a named query; its columns become variables `<into>.<column>`, or `<column>`.

    Attributes:
        facts: columns that the agent is shown.
        on_failed: when the source cannot be asked or is too slow; else `on_missing`.
    """

    query: QueryId
    parameters: dict[str, Template]
    columns: tuple[str, ...]
    next: Edge
    on_missing: Edge
    on_failed: Edge | None = None
    into: str = ""
    facts: tuple[str, ...] = ()
    timeout: Duration = 5 * SECOND

    def variable(self, column: str) -> str:
        """The name under which a column is known afterwards."""
        return f"{self.into}.{column}" if self.into else column


Comparison: TypeAlias = Literal[
    "equals", "differs", "less", "at-most", "greater", "at-least", "starts-with", "empty", "present"
]


class Branch(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """An edge that is taken when a comparison holds; `than` is not needed for empty and present."""

    value: Template
    is_: Comparison = field(name="is")
    than: Template = ""
    next: Edge


class Condition(Base, frozen=True, kw_only=True, tag="condition"):
    """The first branch that holds, else `otherwise`. Order compares numbers; no number: no."""

    branches: tuple[Branch, ...]
    otherwise: Edge


class Hours(Base, frozen=True, kw_only=True, tag="hours"):
    """Open or closed by a schedule; a schedule that is not there counts as open."""

    schedule: ScheduleId
    open: Edge
    closed: Edge


class SetVariables(Base, frozen=True, kw_only=True, tag="set"):
    """Give variables their values; those in `facts` are shown to the agent."""

    values: dict[str, Template]
    next: Edge
    facts: tuple[str, ...] = ()


Standing: TypeAlias = Literal["position", "ahead", "wait"]
"""How a queue stands for one who waits: the place, how many are before it, how long it may take."""


class WaitInQueue(Base, frozen=True, kw_only=True, tag="queue"):
    """Wait for an agent.

    Attributes:
        priority: 0 to 100, or a template of such a number.
        announce: said on entering.
        tell: what is said of how the queue stands, after `announce` and again each time.
        every: how long the music plays in between; 0: told once.
        meanwhile: said after it each time, as which keys there are.
        exits: where it goes on when left unserved, by target: `voicemail`, `callback`, `hang-up`,
            `key:1` ... A target `node:<id>` needs no exit.
        otherwise: for every other target.
    """

    queue: QueueId
    otherwise: Edge
    priority: int | Template = 0
    needs: tuple[Need, ...] = ()
    announce: Prompt = ()
    tell: tuple[Standing, ...] = ()
    every: Duration = 0
    meanwhile: Prompt = ()
    exits: dict[str, Edge] = field(default_factory=dict)


class Voicemail(Base, frozen=True, kw_only=True, tag="voicemail"):
    """Play, and record a message. `on_empty`: nothing was said, or it could not be recorded."""

    mailbox: MailboxId
    next: Edge
    on_empty: Edge
    prompt: Prompt = ()
    longest: Duration = 2 * MINUTE
    silence: Duration = 5 * SECOND
    beep: bool = True
    barge_in: bool = True


class Callback(Base, frozen=True, kw_only=True, tag="callback"):
    """Keep the place in the queue that was left last, and ring back when it is the caller's turn.

    The caller may hang up from here on, and the flow should say so. `on_failed`: there is no such
    place, or the number cannot be rung.
    """

    next: Edge
    on_failed: Edge
    number: Template = "${call.caller}"


class Transfer(Base, frozen=True, kw_only=True, tag="transfer"):
    """Ring `agent:<extension>` or `trunk:<trunk>/<number>`; `on_failed` when it is not answered."""

    endpoint: Template
    on_failed: Edge
    timeout: Duration = 30 * SECOND


class SubFlow(Base, frozen=True, kw_only=True, tag="sub-flow"):
    """Run another flow, then go on. Without `version` the one published at that moment."""

    flow: FlowId
    next: Edge
    version: int | None = None


class End(Base, frozen=True, kw_only=True, tag="hang-up"):
    """End the call."""

    cause: int = 16


Node: TypeAlias = (
    Menu
    | Play
    | Say
    | Collect
    | Rate
    | SetLanguage
    | Query
    | Condition
    | Hours
    | SetVariables
    | WaitInQueue
    | Voicemail
    | Callback
    | Transfer
    | SubFlow
    | End
)


class Flow(Struct, frozen=True, kw_only=True):
    """One version of a flow.

    Attributes:
        variables: names that the flow reads and something outside it sets.
    """

    id: str
    version: int
    start: str
    nodes: dict[str, Node]
    title: Localised | None = None
    variables: tuple[str, ...] = ()

    @property
    def entries(self) -> Mapping[str, Localised]:
        """Where agents may send callers, beside the start: names by node."""
        return {name: node.entry for name, node in self.nodes.items() if node.entry}
