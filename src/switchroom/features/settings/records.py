"""The kinds of configuration, as the core takes them. All have an id; `position` orders lists."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal, Protocol, TypeAlias

from switchroom.domain.routing.rules import QueueRule
from switchroom.kernel.time import SECOND, Millis

Names: TypeAlias = Mapping[str, str]
"""A name in both languages: `zh` and `en`."""


class Identified(Protocol):
    """Anything with an id of its own."""

    @property
    def id(self) -> str:
        """The id."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Department:
    """A part of a site."""

    id: str
    name: Names


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """A place with agents; `zone` is where its clock hangs."""

    id: str
    name: Names
    zone: str
    departments: tuple[Department, ...] = ()
    position: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Skill:
    """Something that agents can do."""

    id: str
    name: Names
    position: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Queue:
    """A queue.

    Attributes:
        rule: how the routing treats it.
        music: what is heard while waiting.
        answer_within: the waiting time that its service level counts.
        announce_position: whether those who wait are told their place.
    """

    id: str
    name: Names
    rule: QueueRule
    music: str = "default"
    answer_within: Millis = 20 * SECOND
    announce_position: bool = False
    position: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Schedule:
    """Opening hours; `data` as `domain.hours.reading.read_schedule` takes it."""

    id: str
    name: Names
    data: Mapping[str, Any]
    position: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Number:
    """A number that customers call (its id), the flow that answers, and whose calls they are.

    Attributes:
        trunk: only calls from this trunk; empty: from any.
    """

    id: str
    name: Names
    flow: str
    trunk: str = ""
    site: str = "main"
    department: str = ""
    position: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Trunk:
    """A line to the outside.

    Attributes:
        kind: `ip` knows the other side by its address, `registration` signs in there.
        matches: addresses or networks whose calls are this trunk's.
        username: for signing in.
        secret: for signing in; never shown again.
        transport: how outgoing SIP is carried.
        codecs: in order of preference.
    """

    id: str
    name: Names
    host: str
    kind: Literal["ip", "registration"] = "ip"
    port: int = 5060
    matches: tuple[str, ...] = ()
    username: str = ""
    secret: str = ""
    transport: Literal["udp", "tcp"] = "udp"
    codecs: tuple[str, ...] = ("alaw", "ulaw")
    position: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Disposition:
    """How a contact is summed up; one that others name as `parent` is a heading."""

    id: str
    name: Names
    parent: str | None = None
    position: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """Why an agent is not ready."""

    id: str
    name: Names
    position: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Mailbox:
    """Where messages wait for an agent with one of the skills."""

    id: str
    name: Names
    skills: tuple[str, ...] = ()
    position: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """What can be switched for the whole centre.

    Attributes:
        recorded: whose calls are recorded: everybody's, chosen agents' or nobody's.
        recording_format: how recordings are kept.
        recording_notice: whether callers are told that they are recorded.
        announce_agent_number: whether callers are told the agent's number.
    """

    recorded: Literal["all", "chosen", "none"] = "all"
    recording_format: Literal["opus", "wav"] = "opus"
    recording_notice: bool = True
    announce_agent_number: bool = False
