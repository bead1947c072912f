"""Which acts wait for each other.

Policy. An act waits for the one before it only where that matters:

- legs that are to end, end first and all at once, so that nobody is rung while an old leg of theirs
  is up; and what is being played stops, since a leg does nothing else before its sound is over;
- what else is asked of the telephone engine follows, one after the other;
- what the routing is told goes beside that, in its own order: an agent is free as soon as that is
  stored, however long the telephone engine takes to part people.
"""

import asyncio
from collections.abc import Awaitable, Callable, Iterable, Sequence

from switchroom.channels.voice.acts import Act, End, Route, StopPlayback

Perform = Callable[[Act], Awaitable[None]]


async def perform_all(acts: Sequence[Act], perform: Perform) -> None:
    """Carry them out; returns when all is done."""
    ends = [act for act in acts if isinstance(act, End | StopPlayback)]
    told = [act for act in acts if isinstance(act, Route)]
    asked = [act for act in acts if not isinstance(act, End | StopPlayback | Route)]
    # They begin in this order, and the engine takes requests in the order in which they were begun.
    await asyncio.gather(
        *(perform(end) for end in ends), _in_turn(asked, perform), _in_turn(told, perform)
    )


async def _in_turn(acts: Iterable[Act], perform: Perform) -> None:
    for act in acts:
        await perform(act)
