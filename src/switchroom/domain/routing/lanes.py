"""Lines of waiting interactions that ask for the same.

A lane exists while somebody stands in it. Reading who waits in a queue merges its lanes.
"""

from typing import TypeAlias

from msgspec import Struct, field
from sortedcontainers import SortedList

from switchroom.domain.routing.claim import Claim
from switchroom.domain.routing.skills import Needs

LaneKey: TypeAlias = tuple[str | None, Needs]
"""The only agent who may serve, if there is one, and the needs as they stand."""


class Lane(Struct, eq=False):
    """A line of one queue, by claim.

    Attributes:
        for_all_members: every member of the queue meets the needs, so nobody has to look.
        head: the best claim, at hand because all look at it.
    """

    queue: str
    channel: str
    only_agent: str | None
    needs: Needs
    for_all_members: bool
    head: Claim
    line: SortedList[Claim] = field(default_factory=SortedList)

    def add(self, claim: Claim) -> None:
        """Stand in line."""
        self.line.add(claim)
        self.head = min(self.head, claim)

    def remove(self, claim: Claim) -> None:
        """Leave the line."""
        self.line.remove(claim)
        if claim == self.head and self.line:
            self.head = self.line[0]
