"""The application is killed again and again while customers come and agents serve them."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from tests.acceptance.harness.acts import terse_centre
from tests.acceptance.harness.centre import Centre
from tests.acceptance.harness.emptiness import emptied, silenced
from tests.chaos.crowd import GOLDEN, Crowd, serving
from tests.chaos.ledger import Away, Verdict, compare
from tests.chaos.record import written

from switchroom.kernel.time import Millis
from switchroom.runtime.clock import SystemClock

AGENTS = ("liqiang", "liuyang")
TALK: Millis = 4_000
EVERY = 2.0
"""Seconds between two customers."""

SERVED_WITHIN = 60.0
STILL_WITHIN = 30.0
Tell = Callable[[str], None]


@dataclass(slots=True)
class Run:
    """What came of it."""

    verdict: Verdict
    away: list[Away] = field(default_factory=list)

    @property
    def slowest_return(self) -> Millis:
        """From the longest start to readiness."""
        return max((one.ended - one.begun for one in self.away), default=0)


async def kill_again_and_again(product: Centre, folder: Path, kills: int, tell: Tell) -> Run:
    """Kill so often, then let everybody finish, and compare.

    Raises:
        AssertionError: an agent, a channel or a contact is stuck half a minute later.
    """
    away: list[Away] = []
    crowd = Crowd(product, folder)
    async with terse_centre(product), serving(product, folder, AGENTS, TALK):
        async with asyncio.TaskGroup() as together:
            coming = together.create_task(crowd.come(EVERY))
            for number in range(kills):
                await asyncio.sleep(3 + 3 * (number * GOLDEN % 1))
                away.append(await _kill(product, 2 * (number * GOLDEN % 1)))
                tell(f"killed {number + 1} of {kills}")
            await asyncio.sleep(EVERY)
            coming.cancel()
        seen = await crowd.leave(SERVED_WITHIN)
    await emptied(product)
    await silenced(product, STILL_WITHIN)
    return Run(compare(seen, written(product.home / "switchroom.db"), away), away)


async def _kill(product: Centre, nobody: float) -> Away:
    """Kill it, leave it away for so many seconds, and start it."""
    clock = SystemClock()
    begun = clock.now()
    await product.kill()
    await asyncio.sleep(nobody)
    await product.start()
    return Away(begun, clock.now())
