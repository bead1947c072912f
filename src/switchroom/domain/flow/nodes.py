"""The kinds of node of a flow, as they stand in its JSON: `{"id", "kind", ...}`.

An edge is a field that names another node's id, or `return`: back to the flow that called this
one, or, in the outermost flow, the end of the call. All times are milliseconds.
"""

from typing import Literal, TypeAlias

from msgspec import Struct, field
from msgspec.structs import asdict

from switchroom.domain.flow.prompts import Language, Localised, Prompt
from switchroom.domain.routing.rules import SkillNeed
from switchroom.kernel.time import MINUTE, SECOND, Millis

Edge: TypeAlias = str
RETURN: Edge = "return"
"""The edge that leaves a flow."""

Key: TypeAlias = Literal["0", "1", "2", "3", "4", "5", "6", "7", "8", "9", "*", "#"]


class Base(
    Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, tag_field="kind", tag="node"
):
    """What every node has: its id in the flow, and a label for people."""

    id: str
    label: Localised | None = None


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
    timeout: Millis = 5 * SECOND
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
    variable: str
    next: Edge
    on_timeout: Edge
    on_invalid: Edge
    min_length: int = 1
    max_length: int = 20
    terminator: Literal["#", "*", ""] = "#"
    first_timeout: Millis = 8 * SECOND
    next_timeout: Millis = 4 * SECOND
    tries: int = 3
    secret: bool = False
    barge_in: bool = True
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

    query: str
    parameters: dict[str, str]
    columns: tuple[str, ...]
    next: Edge
    on_missing: Edge
    on_failed: Edge | None = None
    into: str = ""
    facts: tuple[str, ...] = ()
    timeout: Millis = 5 * SECOND

    def variable(self, column: str) -> str:
        """The name under which a column is known afterwards."""
        return f"{self.into}.{column}" if self.into else column


Comparison: TypeAlias = Literal[
    "equals", "differs", "less", "at-most", "greater", "at-least", "starts-with", "empty", "present"
]


class Branch(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """An edge that is taken when a comparison holds; `than` is not needed for empty and present."""

    value: str
    is_: Comparison = field(name="is")
    than: str = ""
    next: Edge


class Condition(Base, frozen=True, kw_only=True, tag="condition"):
    """The first branch that holds, else `otherwise`. Order compares numbers; no number: no."""

    branches: tuple[Branch, ...]
    otherwise: Edge


class Hours(Base, frozen=True, kw_only=True, tag="hours"):
    """Open or closed by a schedule; a schedule that is not there counts as open."""

    schedule: str
    open: Edge
    closed: Edge


class SetVariables(Base, frozen=True, kw_only=True, tag="set"):
    """Give variables their values; those in `facts` are shown to the agent."""

    values: dict[str, str]
    next: Edge
    facts: tuple[str, ...] = ()


class WaitInQueue(Base, frozen=True, kw_only=True, tag="queue"):
    """Wait for an agent.

    Attributes:
        priority: 0 to 100, or a template of such a number.
        announce: said on entering.
        exits: where it goes on when left unserved, by target: `voicemail`, `callback`, `hang-up`,
            `key:1` ... A target `node:<id>` needs no exit.
        otherwise: for every other target.
    """

    queue: str
    otherwise: Edge
    priority: int | str = 0
    needs: tuple[Need, ...] = ()
    announce: Prompt = ()
    exits: dict[str, Edge] = field(default_factory=dict)


class Voicemail(Base, frozen=True, kw_only=True, tag="voicemail"):
    """Play, and record a message. `on_empty`: nothing was said, or it could not be recorded."""

    mailbox: str
    next: Edge
    on_empty: Edge
    prompt: Prompt = ()
    longest: Millis = 2 * MINUTE
    silence: Millis = 5 * SECOND
    beep: bool = True
    barge_in: bool = True


class Transfer(Base, frozen=True, kw_only=True, tag="transfer"):
    """Ring `agent:<extension>` or `trunk:<trunk>/<number>`; `on_failed` when it is not answered."""

    endpoint: str
    on_failed: Edge
    timeout: Millis = 30 * SECOND


class SubFlow(Base, frozen=True, kw_only=True, tag="sub-flow"):
    """Run another flow, then go on. Without `version` the one published at that moment."""

    flow: str
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
    | SetLanguage
    | Query
    | Condition
    | Hours
    | SetVariables
    | WaitInQueue
    | Voicemail
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
