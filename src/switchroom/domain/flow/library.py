"""What running flows are read from: every version that a call may still run, and the schedules."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from switchroom.domain.flow.nodes import Flow
from switchroom.domain.hours.rules import Schedule


@dataclass(frozen=True, slots=True, kw_only=True)
class Flows:
    """All flows.

    Attributes:
        versions: by id and version.
        published: the version that new calls get, by id.
        schedules: opening hours, by id.
    """

    versions: Mapping[tuple[str, int], Flow] = field(default_factory=dict)
    published: Mapping[str, int] = field(default_factory=dict)
    schedules: Mapping[str, Schedule] = field(default_factory=dict)

    def find(self, flow: str, version: int | None = None) -> Flow | None:
        """A version of a flow, or the published one."""
        if version is None:
            version = self.published.get(flow)
        return None if version is None else self.versions.get((flow, version))


def library(flows: Iterable[Flow], schedules: Iterable[Schedule] = ()) -> Flows:
    """A library in which the highest version of each flow is the published one."""
    versions = {(flow.id, flow.version): flow for flow in flows}
    return Flows(
        versions=versions,
        published=dict(sorted(versions)),
        schedules={schedule.schedule: schedule for schedule in schedules},
    )
