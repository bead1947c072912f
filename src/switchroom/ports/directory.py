"""What a channel must know of the centre: numbers, flows, customers, agents' telephones."""

from collections.abc import Mapping
from dataclasses import dataclass
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
        site: the site that serves it.
        customer: the caller's customer, if known, with `vip` class and `language`.
        last_agent: who served this customer last.
    """

    caller: str
    called: str
    flow: str = ""
    site: str = "main"
    customer: str = ""
    vip: int = 0
    language: str = ""
    last_agent: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class AgentLine:
    """How an agent is reached: the number announced to customers, and the telephone."""

    agent: str
    number: str
    endpoint: str


@dataclass(frozen=True, slots=True, kw_only=True)
class VoiceRules:
    """Settings of the voice channel."""

    record: bool = True
    announce_number: bool = True


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

    def line(self, connection: Connection, agent: str) -> AgentLine:
        """An agent's telephone."""
        ...

    def flows(self) -> Flows:
        """All flows that calls run on."""
        ...

    def rules(self) -> VoiceRules:
        """The voice channel's settings."""
        ...
