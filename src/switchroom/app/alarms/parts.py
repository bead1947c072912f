"""What parts of this process know of themselves; asking them costs nothing."""

from collections.abc import Awaitable, Callable, Mapping, Sequence

from switchroom.features.alarms.watcher import Trouble, Watcher
from switchroom.ports.trunks import Condition, TrunkState

_TRUNKS: Mapping[Condition, str] = {
    "unreachable": "trunk-unreachable",
    "rejected": "trunk-rejected",
}

OFTEN = 0.5
"""Seconds: an Asterisk that died is started again before slower looks would miss it."""


def state_watcher(kind: str, state: Callable[[], str | None]) -> Watcher:
    """Looks at one thing, which says what is wrong with it; None when nothing is."""

    async def look() -> Sequence[Trouble]:
        detail = state()
        return [] if detail is None else [Trouble(kind=kind, detail=detail)]

    return Watcher(kinds=frozenset({kind}), look=look, every=OFTEN)


def trunk_watcher(states: Callable[[], Awaitable[Sequence[TrunkState]]]) -> Watcher:
    """Looks at all trunks; while Asterisk is away nothing is known of them."""

    async def look() -> Sequence[Trouble]:
        return [
            Trouble(kind=kind, subject=state.trunk)
            for state in await states()
            if (kind := _TRUNKS.get(state.condition))
        ]

    return Watcher(kinds=frozenset(_TRUNKS.values()), look=look)


def calls_state(running: Callable[[], int], most: int) -> Callable[[], str | None]:
    """Whether there are so many calls that others are refused at the door."""

    def state() -> str | None:
        now = running()
        return f"{now} / {most}" if now >= most else None

    return state
