"""Every line of the journal bears a seal that follows from the one before, whatever happens."""

import asyncio
import signal
import subprocess
import sys

import pytest
from sqlalchemy import Connection
from tests.contract.store.centre import Centre, Counted, running
from tests.databases import POSTGRES

from switchroom.domain.chain.links import GENESIS, Line, seal_of
from switchroom.ports.store import Transaction
from switchroom.runtime.journal import ENTRIES
from switchroom.runtime.tables import journal, journal_end

pytestmark = pytest.mark.contract


async def test_lines_are_sealed_in_their_order_when_many_share_a_commit(database_url: str) -> None:
    async with running(database_url) as centre:
        await asyncio.gather(*(centre.count(n) for n in range(300)))
        assert await sealed(centre) == 300


async def test_the_chain_goes_on_when_the_centre_starts_again(database_url: str) -> None:
    for round_ in range(1, 4):
        async with running(database_url) as centre:
            await centre.count(round_)
            assert await sealed(centre) == round_


async def test_the_chain_has_no_gap_when_a_unit_fails_beside_others(database_url: str) -> None:
    def fails(tx: Transaction) -> None:
        tx.record("counter:a", Counted(n=1))
        raise ValueError("on purpose")

    async with running(database_url) as centre:
        work = [centre.count(1), centre.store.write(fails), centre.count(2)]
        outcomes = await asyncio.gather(*work, return_exceptions=True)
        assert [type(outcome) for outcome in outcomes] == [type(None), ValueError, type(None)]
        assert await sealed(centre) == 2


async def test_the_chain_is_whole_when_the_process_is_killed_while_it_writes(
    database_url: str,
) -> None:
    for _ in range(2):
        _write_until_killed(database_url)
    async with running(database_url) as centre:
        assert await sealed(centre) >= 120


@pytest.mark.parametrize("database_url", [POSTGRES], indirect=True)
async def test_there_is_one_chain_when_two_processes_write(database_url: str) -> None:
    async with running(database_url) as one, running(database_url) as other:
        await one.count(0)
        await asyncio.gather(*(centre.count(n) for n in range(100) for centre in (one, other)))
        assert await sealed(one) == 201


def _write_until_killed(url: str) -> None:
    command = [sys.executable, "-m", "tests.contract.store.tireless", url]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as writer:
        assert writer.stdout
        for _ in range(3):
            assert writer.stdout.readline() == "written\n"
        writer.send_signal(signal.SIGKILL)
        assert writer.wait() == -signal.SIGKILL


async def sealed(centre: Centre) -> int:
    """How many lines there are, each sealed as it must be."""
    return await centre.store.read(_walk)


def _walk(connection: Connection) -> int:
    position, seal = 0, GENESIS
    lines = ENTRIES.add_columns(journal.c.seal).order_by(journal.c.position)
    for *values, found in connection.execute(lines):
        line = Line._make(values)
        assert line.position == position + 1
        assert found == seal_of(seal, line)
        position, seal = line.position, found
    end = connection.execute(journal_end.select()).one()
    assert (end.position, end.seal) == (position, seal)
    return position
