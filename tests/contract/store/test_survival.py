"""What a crash may cost: nothing that was answered."""

import signal
import subprocess
import sys

import pytest
from sqlalchemy import func, select
from tests.contract.store.centre import running

from switchroom.runtime.store import BATCH
from switchroom.runtime.tables import outbox

pytestmark = pytest.mark.contract
MANY = 4 * BATCH


async def test_events_are_told_again_when_the_process_was_killed_before_their_delivery(
    database_url: str,
) -> None:
    _write_and_be_killed(database_url, MANY)
    async with running(database_url) as centre:
        assert await centre.store.redeliver() == MANY
        assert await centre.hears(MANY) == list(range(MANY))


async def test_events_are_told_once_when_the_process_was_closed_in_order(
    database_url: str,
) -> None:
    async with running(database_url) as centre:
        await centre.count(1)
        await centre.hears(1)
    async with running(database_url) as centre:
        assert await centre.store.redeliver() == 0


async def test_the_outbox_becomes_empty_when_all_was_delivered(database_url: str) -> None:
    async with running(database_url) as centre:
        for n in range(20):
            await centre.count(n)
        await centre.hears(20)
    async with running(database_url) as centre:
        left = select(func.count()).select_from(outbox)
        assert await centre.store.read(lambda c: c.scalar(left)) == 0


async def test_new_events_are_written_when_a_huge_outbox_was_redelivered(
    database_url: str,
) -> None:
    async with running(database_url) as centre:
        rows = [{"position": 10**6 + n} for n in range(70_000)]
        await centre.store.write(lambda tx: tx.connection.execute(outbox.insert(), rows))
        centre.store._delivered.extend(row["position"] for row in rows)
        await centre.count(1)
        far = select(func.count()).select_from(outbox).where(outbox.c.position >= 10**6)
        assert await centre.store.read(lambda c: c.scalar(far)) == 0


def _write_and_be_killed(url: str, how_many: int) -> None:
    command = [sys.executable, "-m", "tests.contract.store.victim", url, str(how_many)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as victim:
        assert victim.stdout
        assert victim.stdout.readline() == "written\n"
        victim.send_signal(signal.SIGKILL)
        assert victim.wait() == -signal.SIGKILL
