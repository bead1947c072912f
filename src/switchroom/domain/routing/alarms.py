"""Moments at which something is due, the earliest first.

An alarm is not taken back when its cause goes away; it is passed over when its turn comes.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from heapq import heappop, heappush
from typing import Literal, NamedTuple

from switchroom.kernel.time import Instant


class Alarm(NamedTuple):
    """An offer's end, a waiting interaction's next change, or the end of an agent's wrap-up."""

    at: Instant
    kind: Literal["offer", "wake", "wrap-up"]
    subject: str
    interaction: str = ""


@dataclass(slots=True)
class Alarms:
    """The alarms that are set."""

    heap: list[Alarm] = field(default_factory=list)

    def set(self, alarm: Alarm) -> None:
        """Let it ring at its moment, if it still matters then."""
        heappush(self.heap, alarm)

    def next(self, rings: Callable[[Alarm], bool]) -> Alarm | None:
        """The earliest that still matters."""
        while self.heap:
            if rings(self.heap[0]):
                return self.heap[0]
            heappop(self.heap)
        return None

    def take(self, now: Instant, rings: Callable[[Alarm], bool]) -> list[Alarm]:
        """Everything that is due by now, earliest first."""
        due: list[Alarm] = []
        while self.heap and self.heap[0].at <= now:
            alarm = heappop(self.heap)
            if rings(alarm):
                due.append(alarm)
        return due
