"""What a pack holds: `pack.yaml` is the head, and each list stands in a file of its own name."""

from typing import Annotated, Any, Literal, TypeAlias

from msgspec import Meta, Struct, field
from msgspec.structs import asdict

from switchroom.domain.flow.nodes import Need
from switchroom.domain.flow.prompts import Language, Localised
from switchroom.domain.routing.rules import Overflow, QueueRule, Strategy
from switchroom.kernel.time import SECOND, Millis

Role: TypeAlias = Literal[
    "administrator",
    "supervisor",
    "data-keeper",
    "agent",
    "registrar",
    "dispatcher",
    "handler",
    "statistician",
    "leader",
    "field-worker",
    "auditor",
]


class Part(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Anything in a pack; a field that is not known is an error."""


class Named(Part, frozen=True, kw_only=True):
    """Something with an id, and a name in both languages."""

    id: str
    name: Localised


class Site(Named, frozen=True, kw_only=True):
    """A place with agents."""

    zone: str
    departments: tuple[Named, ...] = ()
    home_area: str = ""


class Leaving(Part, frozen=True, kw_only=True):
    """When and where a call leaves its queue, as in the routing's `Overflow`."""

    target: str
    after: Millis | None = None
    longer_than: int | None = None
    no_agents: bool = False

    def rule(self) -> Overflow:
        """The overflow as the routing takes it."""
        return Overflow(**asdict(self))


class Queue(Named, frozen=True, kw_only=True):
    """A queue; fields as in the routing's `QueueRule`, agents by user name.

    Attributes:
        music: the music on hold.
        answer_within: the waiting time that the service level counts.
        service_target: percent of contacts that are to be answered within that time.
        survey_flow: what a caller is asked when the agent has hung up.
    """

    music: str = "default"
    answer_within: Millis = 20 * SECOND
    service_target: Annotated[int, Meta(ge=1, le=100)] = 80
    survey_flow: str = ""
    channel: str = "voice"
    strategy: Strategy = "longest-idle"
    weight: int = 0
    needs: tuple[Need, ...] = ()
    agents: tuple[str, ...] = ()
    offer_timeout: Millis = 20 * SECOND
    wrap_up: Millis = 30 * SECOND
    max_length: int | None = None
    overflows: tuple[Leaving, ...] = ()
    retry_pause: Millis = 5 * SECOND
    misses_to_pause: int = 2

    def rule(self) -> QueueRule:
        """The queue as the routing takes it."""
        fields = asdict(self)
        for own in ("id", "name", "music", "answer_within", "service_target", "survey_flow"):
            del fields[own]
        fields["needs"] = tuple(need.rule() for need in self.needs)
        fields["overflows"] = tuple(leaving.rule() for leaving in self.overflows)
        return QueueRule(queue=self.id, **fields)


class User(Part, frozen=True, kw_only=True):
    """Someone who signs in as `id`; an `extension` makes an agent who can be rung."""

    id: str
    name: Localised
    roles: tuple[Role, ...]
    site: str
    department: str = ""
    extension: str = ""
    language: Language = "zh"
    skills: dict[str, int] = field(default_factory=dict)
    queues: tuple[str, ...] | None = None
    capacity: dict[str, int] = field(default_factory=lambda: {"voice": 1})


class Reason(Named, frozen=True, kw_only=True):
    """Why an agent is not ready."""


class Disposition(Named, frozen=True, kw_only=True):
    """How a contact is summed up; one with children is a heading."""

    children: tuple["Disposition", ...] = ()


class Number(Part, frozen=True, kw_only=True):
    """A number that customers call, and the flow that answers it."""

    number: str
    name: Localised
    flow: str
    listed_only: bool = False


class Mailbox(Named, frozen=True, kw_only=True):
    """Where messages wait for an agent with one of the skills to listen to them."""

    skills: tuple[str, ...] = ()


class Address(Part, frozen=True, kw_only=True):
    """Where something is, in words and in WGS 84 degrees."""

    text: str
    longitude: float
    latitude: float


class Account(Part, frozen=True, kw_only=True):
    """A contract with its meter; a negative balance, in fen, is owed."""

    number: str
    meter: str
    tariff: Literal["residential", "commercial", "industrial", "agricultural"]
    balance: int
    address: Address


class Customer(Part, frozen=True, kw_only=True):
    """A customer; `vip` 0 is everybody, 3 the most important."""

    id: str
    name: str
    numbers: tuple[str, ...]
    accounts: tuple[Account, ...]
    kind: Literal["person", "organisation"] = "person"
    language: Language = "zh"
    vip: int = 0
    note: str = ""


class PackData(Named, frozen=True, kw_only=True):
    """A pack as it stands in its YAML files; flows stand beside it.

    Attributes:
        region: ISO 3166 code: how national telephone numbers are read.
        queries: named queries that the flows use, and the programme answers.
        hours: opening hours as `domain.hours.reading` takes them.
    """

    version: int
    region: str
    queries: tuple[str, ...] = ()
    sites: tuple[Site, ...]
    skills: tuple[Named, ...]
    queues: tuple[Queue, ...]
    users: tuple[User, ...]
    reasons: tuple[Reason, ...]
    dispositions: tuple[Disposition, ...]
    hours: tuple[dict[str, Any], ...]
    numbers: tuple[Number, ...]
    mailboxes: tuple[Mailbox, ...] = ()
    customers: tuple[Customer, ...] = ()


HEAD: frozenset[str] = frozenset({"id", "name", "version", "region", "queries"})
LISTS: tuple[str, ...] = tuple(field for field in PackData.__struct_fields__ if field not in HEAD)
"""The files beside `pack.yaml`, without their ending."""
