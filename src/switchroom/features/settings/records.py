"""The kinds of configuration, as the core takes them. All have an id; `position` orders lists."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated, Any, Literal, Protocol, TypeAlias

from msgspec import Meta

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
    """A place with agents.

    Attributes:
        zone: where its clock hangs.
        home_area: how numbers of its own area begin, as `+8621`; empty: nothing is local.
    """

    id: str
    name: Names
    zone: str
    departments: tuple[Department, ...] = ()
    home_area: str = ""
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
        service_target: percent of its contacts that are to be answered within that time.
        survey_flow: what a caller is asked when the agent has hung up; empty: nothing.
    """

    id: str
    name: Names
    rule: QueueRule
    music: str = "default"
    answer_within: Millis = 20 * SECOND
    service_target: Annotated[int, Meta(ge=1, le=100)] = 80
    survey_flow: str = ""
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
        listed_only: serves callers of the white list only, such as our own people in the field.
    """

    id: str
    name: Names
    flow: str
    trunk: str = ""
    site: str = "main"
    department: str = ""
    listed_only: bool = False
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
        caller_id: our number, as those whom we call see it; empty: the account's, or the caller's.
        qualify: seconds between two questions whether the other side is there; 0: never.
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
    caller_id: str = ""
    qualify: int = 30
    position: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Disposition:
    """How a contact is summed up; one that others name as `parent` is a heading.

    Attributes:
        retired: not offered any more, nor is what stands below it; old contacts still show it.
    """

    id: str
    name: Names
    parent: str | None = None
    retired: bool = False
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
class Team:
    """A group of agents, and who supervises them (users' ids)."""

    id: str
    name: Names
    supervisors: tuple[str, ...] = ()
    position: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """What can be switched for the whole centre.

    Attributes:
        centre_name: what the centre calls itself.
        language: what the desk speaks to somebody who has not chosen yet.
        recorded: whose calls are recorded: everybody's, chosen agents' or nobody's.
        recording_format: how recordings are kept.
        recording_notice: whether callers are told that they are recorded.
        announce_agent_number: whether callers are told the agent's number.
        outgoing_trunk: the line that carries calls to the outside; empty: the first.
        barred_hear: what a barred caller gets: a signal before any answer, or a sentence.
        barred_cause: the signal, a Q.850 cause; 21 is a call rejected.
        callback_tries: so often is rung back who asked for it, before it counts as not reached.
        callback_pause: minutes between one try and the next.
        ring_back_tries: so often is rung for an agent who was busy and is to be rung when free.
        ring_back_pause: minutes before a number outside that was busy is rung again.
        ring_back_lasting: minutes that an agent's wish to ring when free stands.
        agent_patience: seconds that an agent in a call is waited for whose page is gone.
        trace_hours: who rings back within so long reaches the agent who rang them; 0: never.
        notice_days: a notice is kept for so many days after its end.
        disk_low_percent: an alarm is raised when less of a disk is free; 0: never.
        disk_full_megabytes: with so little free a disk counts as full.
        call_us_number: our number that visitors of the page "Call us" reach; empty: there is none.
        call_us_lines: so many visitors at one time.
        call_us_per_minute: so many may begin in a minute.
        call_us_per_address: so often may one address begin in ten minutes.
    """

    centre_name: str = ""
    language: Literal["zh", "en"] = "zh"
    recorded: Literal["all", "chosen", "none"] = "all"
    recording_format: Literal["opus", "wav"] = "opus"
    recording_notice: bool = True
    announce_agent_number: bool = False
    outgoing_trunk: str = ""
    barred_hear: Literal["cause", "sentence"] = "cause"
    barred_cause: Annotated[int, Meta(ge=1, le=127)] = 21
    callback_tries: Annotated[int, Meta(ge=1, le=20)] = 3
    callback_pause: Annotated[int, Meta(ge=0, le=1440)] = 5
    ring_back_tries: Annotated[int, Meta(ge=1, le=20)] = 5
    ring_back_pause: Annotated[int, Meta(ge=1, le=60)] = 2
    ring_back_lasting: Annotated[int, Meta(ge=5, le=480)] = 60
    agent_patience: Annotated[int, Meta(ge=5, le=600)] = 60
    trace_hours: Annotated[int, Meta(ge=0, le=720)] = 24
    notice_days: Annotated[int, Meta(ge=1, le=3650)] = 90
    disk_low_percent: Annotated[int, Meta(ge=0, le=90)] = 10
    disk_full_megabytes: Annotated[int, Meta(ge=1, le=1_000_000)] = 500
    call_us_number: str = ""
    call_us_lines: Annotated[int, Meta(ge=1, le=500)] = 10
    call_us_per_minute: Annotated[int, Meta(ge=1, le=600)] = 30
    call_us_per_address: Annotated[int, Meta(ge=1, le=100)] = 10
