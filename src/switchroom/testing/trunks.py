"""Trunks without any telephone: each behaves as it is told to."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal, TypeAlias

from typing_extensions import override

from switchroom.kernel.errors import NotFoundError
from switchroom.ports.trunks import Condition, Outcome, Trunks, TrunkState, TrunkTest

Manner: TypeAlias = Literal["answers", "rejects", "refuses", "silent", "unwatched"]
"""Of the other side; `rejects`: our account's password; `refuses`: us, whoever we are."""

ROUND_TRIP = 12.0
_SHOWN: Mapping[Manner, tuple[Condition, Outcome, int]] = {
    "answers": ("ready", "reachable", 200),
    "rejects": ("rejected", "not-authenticated", 401),
    "refuses": ("ready", "refused", 403),
    "silent": ("unreachable", "no-answer", 0),
    "unwatched": ("unwatched", "reachable", 200),
}


@dataclass(slots=True)
class ScriptedTrunks(Trunks):
    """Trunks by name; change `manners` at any time."""

    manners: dict[str, Manner] = field(default_factory=dict)

    @override
    async def states(self) -> Sequence[TrunkState]:
        return [self._state(trunk, manner) for trunk, manner in self.manners.items()]

    @override
    async def test(self, trunk: str) -> TrunkTest:
        if trunk not in self.manners:
            raise NotFoundError(f"There is no trunk {trunk}.")
        _, outcome, status = _SHOWN[self.manners[trunk]]
        took = ROUND_TRIP if status else None
        return TrunkTest(trunk=trunk, outcome=outcome, round_trip=took, status=status)

    @staticmethod
    def _state(trunk: str, manner: Manner) -> TrunkState:
        measured = manner in {"answers", "rejects", "refuses"}
        return TrunkState(
            trunk=trunk,
            condition=_SHOWN[manner][0],
            round_trip=ROUND_TRIP if measured else None,
        )
