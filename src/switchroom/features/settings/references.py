"""What refers to what: nothing refers to what is not there, and what is referred to stays.

A target is a kind and an id, such as `("skill", "english")`. Agents, users and whatever else is
not of this feature come from outside, as `Around`.
"""

from collections.abc import Awaitable, Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TypeAlias

from msgspec import to_builtins
from sqlalchemy import Connection
from typing_extensions import override

from switchroom.domain.flow import nodes
from switchroom.domain.flow.parse import parse_flow
from switchroom.features.settings import records
from switchroom.features.settings.catalogue import KINDS, SITES, Kind, every, find
from switchroom.features.settings.flows import FlowVersion, flow_versions, latest_version
from switchroom.features.settings.switches import OPTION, read_options
from switchroom.kernel.errors import ConflictError, InvalidError

Target: TypeAlias = tuple[str, str]
NOT_QUEUES = frozenset({"voicemail", "callback", "hang-up"})
"""Where an overflow goes when it does not go to a queue, beside `node:<id>`."""

OUTGOING_TRUNK = {"zh": "外呼中继", "en": "Trunk of outgoing calls"}
CALL_US_NUMBER = {"zh": "在线呼叫的号码", "en": "Number of the page “Call us”"}
"""Options that name something, for a person."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reference:
    """Something that refers to something else."""

    kind: str
    id: str
    name: records.Names


Referring: TypeAlias = tuple[Reference, Iterable[Target]]


async def _nobody_minds(_: str, __: str) -> None:
    """What leaving takes where nothing works by the configuration."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Around:
    """What configuration touches outside of this feature.

    Attributes:
        referring: everything that refers to configuration, with its targets.
        exists: whether a target that is no configuration is there (`agent`, `user`).
        leaving: awaited with kind and id before something is removed; its error keeps it.
        staying: awaited with the same when it could not be removed after all.
    """

    referring: Callable[[Connection], Iterable[Referring]] = lambda _: ()
    exists: Callable[[Connection, Target], bool] = lambda _, __: True
    leaving: Callable[[str, str], Awaitable[None]] = _nobody_minds
    staying: Callable[[str, str], Awaitable[None]] = _nobody_minds


class InUseError(ConflictError):
    """Something cannot go because others refer to it."""

    code = "in-use"

    def __init__(self, kind: str, users: list[Reference]) -> None:
        super().__init__(f"The {kind} is in use by {', '.join(f'{u.kind} {u.id}' for u in users)}.")
        self.users = users

    @property
    @override
    def details(self) -> Mapping[str, object]:
        return {"references": to_builtins(self.users)}


class MissingError(InvalidError):
    """Something refers to what is not there."""

    code = "missing-reference"

    def __init__(self, target: Target) -> None:
        super().__init__(f"There is no {target[0]} {target[1]}.")
        self.target = target

    @property
    @override
    def details(self) -> Mapping[str, object]:
        return {"missing": {"kind": self.target[0], "id": self.target[1]}}


def users_of(connection: Connection, target: Target, around: Around) -> list[Reference]:
    """All that refers to a target; nothing counts as referring to itself."""
    everything = (
        *_records(connection),
        *_flows(connection),
        *_options(connection),
        *around.referring(connection),
    )
    return [
        reference
        for reference, targets in everything
        if target in targets and (reference.kind, reference.id) != target
    ]


def require_unused(connection: Connection, target: Target, around: Around) -> None:
    """Fail if anything refers to a target."""
    if users := users_of(connection, target, around):
        raise InUseError(target[0], users)


def require_targets(connection: Connection, record: records.Identified, around: Around) -> None:
    """Fail if a record refers to what is not there."""
    for target in targets_of(record):
        if not _exists(connection, target, around):
            raise MissingError(target)


def targets_of(record: object) -> Iterator[Target]:
    """What a piece of configuration refers to."""
    match record:
        case records.Queue():
            yield from _of_queue(record)
        case records.Number():
            yield from _of_number(record)
        case records.Disposition(parent=str(parent)):
            yield "disposition", parent
        case records.Mailbox(skills=skills):
            yield from (("skill", skill) for skill in skills)
        case records.Team(supervisors=supervisors):
            yield from (("user", user) for user in supervisors)
        case _:
            pass


def _of_queue(queue: records.Queue) -> Iterator[Target]:
    yield from (("skill", need.skill) for need in queue.rule.needs)
    yield from (("agent", agent) for agent in queue.rule.agents)
    yield from (
        ("queue", overflow.target)
        for overflow in queue.rule.overflows
        if overflow.target not in NOT_QUEUES and ":" not in overflow.target
    )
    if queue.survey_flow:
        yield "flow", queue.survey_flow


def _of_number(number: records.Number) -> Iterator[Target]:
    yield "flow", number.flow
    yield "site", number.site
    if number.trunk:
        yield "trunk", number.trunk
    if number.department:
        yield "department", f"{number.site}/{number.department}"


def _of_node(node: nodes.Node) -> Iterator[Target]:
    match node:
        case nodes.WaitInQueue():
            yield "queue", node.queue
            yield from (("skill", need.skill) for need in node.needs)
        case nodes.Hours():
            yield "schedule", node.schedule
        case nodes.Voicemail():
            yield "mailbox", node.mailbox
        case nodes.SubFlow():
            yield "flow", node.flow
        case nodes.Transfer() if node.endpoint.startswith("trunk:"):
            yield "trunk", node.endpoint.removeprefix("trunk:").partition("/")[0]
        case _:
            pass


def _records(connection: Connection) -> Iterator[Referring]:
    for kind in KINDS:
        for record in every(connection, kind):
            name = Reference(kind=kind.name, id=record.id, name=record.name)
            yield name, set(targets_of(record))


def _flows(connection: Connection) -> Iterator[Referring]:
    """Flows by the version that serves new calls, or is being drawn."""
    serving: dict[str, FlowVersion] = {}
    for version in flow_versions(connection):
        if version.published or version.id not in serving:
            serving[version.id] = version
    for version in serving.values():
        flow = parse_flow(version.data)
        targets = {target for node in flow.nodes.values() for target in _of_node(node)}
        title = version.data.get("title") or {"zh": version.id, "en": version.id}
        yield Reference(kind="flow", id=version.id, name=title), targets


def _options(connection: Connection) -> Iterator[Referring]:
    options = read_options(connection)
    trunk = Reference(kind=OPTION, id="outgoing_trunk", name=OUTGOING_TRUNK)
    number = Reference(kind=OPTION, id="call_us_number", name=CALL_US_NUMBER)
    yield trunk, [("trunk", options.outgoing_trunk)]
    yield number, [("number", options.call_us_number)]


def _exists(connection: Connection, target: Target, around: Around) -> bool:
    name, record = target
    if name == "flow":
        return latest_version(connection, record) is not None
    if name == "department":
        site, _, department = record.partition("/")
        known = find(connection, SITES, site)
        return known is not None and department in {one.id for one in known.departments}
    kind: Kind[records.Identified] | None = next((k for k in KINDS if k.name == name), None)
    if kind is not None:
        return find(connection, kind, record) is not None
    return around.exists(connection, target)
