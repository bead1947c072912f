"""A pack from its data: read into types, then checked as a whole. No files here."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from msgspec import ValidationError, convert

from switchroom.domain.flow.library import Flows, library
from switchroom.domain.flow.nodes import Flow
from switchroom.domain.flow.parse import FlowError, parse_flow
from switchroom.domain.hours.reading import read_schedule
from switchroom.domain.hours.rules import Schedule
from switchroom.features.packs.checks import problems
from switchroom.features.packs.schema import PackData
from switchroom.kernel.errors import InvalidError


class PackError(InvalidError):
    """A pack that cannot be used; `problems` holds a sentence for each thing that is wrong."""

    def __init__(self, pack: str, found: Sequence[str]) -> None:
        self.problems = tuple(found)
        super().__init__(f"pack {pack}: {'; '.join(found)}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Pack:
    """A checked pack.

    Attributes:
        data: everything from its YAML files.
        flows: its flows, ready to run.
        flow_sources: the same as they stand in their JSON files, by id; this is what is stored.
        schedules: its opening hours, ready to ask.
    """

    data: PackData
    flows: tuple[Flow, ...]
    flow_sources: Mapping[str, Mapping[str, Any]]
    schedules: tuple[Schedule, ...]

    def library(self) -> Flows:
        """The flows and opening hours as the flow interpreter takes them."""
        return library(self.flows, self.schedules)


def build_pack(data: Mapping[str, Any], flows: Iterable[Mapping[str, Any]]) -> Pack:
    """The pack that the data describe.

    Args:
        data: the head's fields and the lists, as in `PackData`.
        flows: the flows' JSON.

    Raises:
        PackError: with all problems that were found.
    """
    name = str(data.get("id", "?"))
    try:
        head = convert(data, PackData)
    except ValidationError as error:
        raise PackError(name, [str(error)]) from error
    found: list[str] = []
    parsed = [(flow, source) for source in flows if (flow := _flow(source, found))]
    schedules = [hours for source in head.hours if (hours := _schedule(source, found))]
    found = found or problems(head, [flow for flow, _ in parsed], schedules)
    if found:
        raise PackError(name, found)
    return Pack(
        data=head,
        flows=tuple(flow for flow, _ in parsed),
        flow_sources={flow.id: source for flow, source in parsed},
        schedules=tuple(schedules),
    )


def _flow(source: Mapping[str, Any], found: list[str]) -> Flow | None:
    try:
        return parse_flow(source)
    except FlowError as error:
        found.extend(f"flow {source.get('id')}: {problem}" for problem in error.problems)
        return None


def _schedule(source: Mapping[str, Any], found: list[str]) -> Schedule | None:
    try:
        return read_schedule(source)
    except InvalidError as error:
        found.append(str(error))
        return None
