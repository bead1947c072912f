"""What a channel must know of the centre: numbers, flows, customers, agents' telephones."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal, Protocol

from sqlalchemy import Connection

from switchroom.domain.flow.library import Flows
from switchroom.domain.numbers.reach import Reach
from switchroom.kernel.time import MINUTE, Millis


@dataclass(frozen=True, slots=True, kw_only=True)
class Barring:
    """Why a caller is not served, and what they get instead.

    Attributes:
        why: on the black list, or not on the white list of a number that serves no others.
        entry: the entry of the black list.
        cause: the Q.850 cause that the call is refused with.
        spoken: answer, and say a sentence before that.
    """

    why: Literal["blacklisted", "not-listed"]
    entry: str = ""
    cause: int = 21
    spoken: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrival:
    """What is known of a contact at its door.

    Attributes:
        caller: the caller's number, normalised.
        called: the called number as it is served here.
        flow: the flow that serves the called number; empty: the number is not in service.
        site: the site that serves it, and its `department`.
        customer: the caller's customer, if known, with `vip` class and `language`.
        last_agent: who served this customer last.
        traced_agent: who of us rang this caller lately, and is being rung back.
        priority: what a caller of the white list gains in queues.
        barred: set when the caller is not to be served.
        variables: what else flows may know, as `centre.recording_notice`.
    """

    caller: str
    called: str
    flow: str = ""
    site: str = "main"
    department: str = ""
    customer: str = ""
    vip: int = 0
    language: str = ""
    last_agent: str = ""
    traced_agent: str = ""
    priority: int = 0
    barred: Barring | None = None
    variables: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class AgentLine:
    """How an agent is reached.

    Attributes:
        number: announced to customers at connect; empty: not announced.
        endpoint: the telephone.
        extension: what colleagues dial.
        recorded: whether the agent's calls are kept.
        browser: the telephone is in the agent's page; else one that stands by itself.
    """

    agent: str
    number: str
    endpoint: str
    extension: str = ""
    recorded: bool = True
    browser: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Way:
    """How a number is reached.

    Attributes:
        number: as it is kept: E.164 where it is known, or an extension.
        reach: how far it is; what permission it takes to dial it.
        endpoint: what is rung.
        caller: who is shown to be calling.
        agent: whose extension it is.
        trunk: the line that carries it.
        site: whose call it is, and whose `department`.
    """

    number: str
    reach: Reach
    endpoint: str
    caller: str
    agent: str = ""
    trunk: str = ""
    site: str = "main"
    department: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Callbacks:
    """So often is rung back who does not answer, with a pause in between."""

    tries: int = 3
    pause: Millis = 5 * MINUTE


class Book(Protocol):
    """What is set up, answered from memory."""

    def line(self, agent: str) -> AgentLine:
        """An agent's telephone; NotFoundError when there is no such agent."""
        ...

    def way(self, number: str, agent: str, caller: str = "") -> Way:
        """How an agent reaches a number.

        Args:
            number: as it was typed.
            agent: who calls.
            caller: the number of ours to show; else the one of the agent's department or site.

        Raises:
            InvalidError: it is no number, or `caller` is none of ours.
            UnavailableError: there is no line to the outside.
        """
        ...

    def flows(self) -> Flows:
        """All flows that calls run on."""
        ...

    def is_queue(self, queue: str) -> bool:
        """Whether there is such a queue."""
        ...

    def survey(self, queue: str) -> str:
        """The flow that asks customers after a call of a queue; empty: none."""
        ...

    def callbacks(self) -> Callbacks:
        """How customers who asked for it are rung back."""
        ...

    def patience(self) -> Millis:
        """How long an agent whose telephone is gone is waited for."""
        ...


class Directory(Book, Protocol):
    """Answers from the database too; composed of the features by `app`."""

    def arrival(self, connection: Connection, caller: str, called: str, trunk: str) -> Arrival:
        """Who calls, and which flow serves the number."""
        ...

    def look_up(
        self, connection: Connection, query: str, parameters: Mapping[str, str]
    ) -> Mapping[str, str] | None:
        """The row of a named query, as text by column; None when there is none."""
        ...
