"""Timers are rows: they survive, and fire in time."""

import pytest
from tests.contract.store.centre import Centre, Remind, running, until

pytestmark = pytest.mark.contract


async def test_a_timer_fires_after_a_restart_when_it_came_due_meanwhile(
    database_url: str,
) -> None:
    async with running(database_url) as centre:
        due = centre.clock.now()
        await centre.store.write(lambda tx: tx.set_timer("t", due, Remind(n=7)))
    async with running(database_url) as centre:
        assert await _reminders(centre, 1) == [7]


async def test_the_last_setting_counts_when_a_timer_is_set_twice(database_url: str) -> None:
    async with running(database_url) as centre:
        soon = centre.clock.now() + 50
        await centre.store.write(lambda tx: tx.set_timer("t", soon, Remind(n=1)))
        await centre.store.write(lambda tx: tx.set_timer("t", soon, Remind(n=2)))
        await centre.store.write(lambda tx: tx.set_timer("u", soon + 1, Remind(n=3)))
        assert await _reminders(centre, 2) == [2, 3]


async def test_a_cancelled_timer_never_fires_when_others_do(database_url: str) -> None:
    async with running(database_url) as centre:
        now = centre.clock.now()
        await centre.store.write(lambda tx: tx.set_timer("t", now, Remind(n=1)))
        await centre.store.write(lambda tx: tx.cancel_timer("t"))
        await centre.store.write(lambda tx: tx.set_timer("u", now + 1, Remind(n=2)))
        assert await _reminders(centre, 1) == [2]


async def _reminders(centre: Centre, how_many: int) -> list[int]:
    fired: list[int] = []

    async def remind(command: Remind) -> None:
        fired.append(command.n)

    centre.bus.serve(Remind, remind)
    await centre.timers.start()
    await until(lambda: len(fired) >= how_many)
    return fired
