"""What a channel must know of the centre: numbers, flows, customers, agents' telephones."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Protocol

from sqlalchemy import Connection

from switchroom.domain.flow.library import Flows


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
    variables: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class AgentLine:
    """How an agent is reached.

    Attributes:
        number: announced to customers at connect; empty: not announced.
        endpoint: the telephone.
        recorded: whether the agent's calls are kept.
    """

    agent: str
    number: str
    endpoint: str
    recorded: bool = True


class Directory(Protocol):
    """Answers from the database; composed of the features by `app`."""

    def arrival(self, connection: Connection, caller: str, called: str, trunk: str) -> Arrival:
        """Who calls, and which flow serves the number."""
        ...

    def look_up(
        self, connection: Connection, query: str, parameters: Mapping[str, str]
    ) -> Mapping[str, str] | None:
        """The row of a named query, as text by column; None when there is none."""
        ...

    def line(self, agent: str) -> AgentLine:
        """An agent's telephone; answers from memory."""
        ...

    def flows(self) -> Flows:
        """All flows that calls run on."""
        ...
