"""`ports.store.Store`: units of work, the same on every database."""

import asyncio
import threading
from functools import partial

import pytest
from sqlalchemy import Connection, func, select
from sqlalchemy.exc import DBAPIError
from tests.contract.store.centre import Counted, running, until

from switchroom.kernel.errors import ConflictError, UnavailableError
from switchroom.ports.store import Store, Transaction
from switchroom.runtime.journal import entries
from switchroom.runtime.tables import journal, outbox
from switchroom.runtime.unstorable import UnstorableError

pytestmark = pytest.mark.contract


async def test_units_share_commits_when_they_come_at_one_moment(database_url: str) -> None:
    async with running(database_url) as centre:
        await centre.count(0)
        before = centre.database.commits
        await asyncio.gather(*(centre.count(n) for n in range(1, 51)))
        assert centre.database.commits - before <= 2
        assert await centre.hears(51) == list(range(51))


async def test_only_the_failing_unit_is_undone_when_units_share_a_commit(
    database_url: str,
) -> None:
    async with running(database_url) as centre:

        def fail(tx: Transaction) -> None:
            tx.record("counter:a", Counted(n=666))
            raise ConflictError("no")

        answers = await asyncio.gather(
            centre.count(1), centre.store.write(fail), centre.count(2), return_exceptions=True
        )
        assert isinstance(answers[1], ConflictError)
        assert await centre.hears(2) == [1, 2]
        assert await _journalled(centre.store) == 2


async def test_only_the_failing_unit_is_undone_when_the_database_refuses_it(
    database_url: str,
) -> None:
    async with running(database_url) as centre:

        def doubled(tx: Transaction) -> None:
            tx.record("counter:a", Counted(n=666))
            for _ in range(2):
                tx.connection.execute(outbox.insert().values(position=10**6))

        answers = await asyncio.gather(
            centre.count(1), centre.store.write(doubled), centre.count(2), return_exceptions=True
        )
        assert isinstance(answers[1], DBAPIError)
        assert await centre.hears(2) == [1, 2]
        assert await _journalled(centre.store) == 2


@pytest.mark.parametrize("stream", ["a\x00b", "\ud800"])
async def test_only_its_own_unit_is_refused_when_a_text_cannot_be_kept(
    database_url: str, stream: str
) -> None:
    async with running(database_url) as centre:
        answers = await asyncio.gather(
            centre.count(1),
            centre.store.write(lambda tx: tx.record(stream, Counted(n=666))),
            centre.count(2),
            return_exceptions=True,
        )
        assert isinstance(answers[1], UnstorableError)
        assert await centre.hears(2) == [1, 2]


async def test_a_sentence_is_told_when_a_number_is_too_large(database_url: str) -> None:
    async with running(database_url) as centre:
        with pytest.raises(UnstorableError, match="too large"):
            await centre.store.write(
                lambda tx: tx.connection.execute(outbox.insert().values(position=2**70))
            )
        await centre.count(1)
        assert await centre.hears(1) == [1]


async def test_the_journal_keeps_the_order_of_writing_when_many_write(database_url: str) -> None:
    async with running(database_url) as centre:

        def three(n: int, tx: Transaction) -> None:
            tx.record("counter:a", *(Counted(n=3 * n + k) for k in range(3)))

        await asyncio.gather(*(centre.store.write(partial(three, n)) for n in range(200)))
        lines = await centre.store.read(lambda c: entries(c, "counter:a"))
        assert [line.data for line in lines] == [f'{{"n":{n}}}' for n in range(600)]
        assert sorted(line.position for line in lines) == [line.position for line in lines]


async def test_nothing_is_heard_before_it_is_committed(database_url: str) -> None:
    async with running(database_url) as centre:
        seen: list[int | None] = []

        async def look(_: str, event: Counted) -> None:
            seen.append(await _journalled(centre.store))

        centre.bus.watch(Counted, look)
        await centre.count(1)
        await centre.hears(1)
        await until(lambda: bool(seen))
        assert seen == [1]


async def test_readers_see_the_last_commit_when_a_unit_is_under_way(database_url: str) -> None:
    async with running(database_url) as centre:
        await centre.count(1)
        written, may_end = threading.Event(), threading.Event()

        def slow(tx: Transaction) -> None:
            tx.connection.execute(outbox.insert().values(position=10**6))
            written.set()
            may_end.wait(10)

        under_way = asyncio.gather(centre.store.write(slow))
        await asyncio.to_thread(written.wait, 10)
        seen = await centre.store.read(lambda c: c.scalar(_far_outbox))
        may_end.set()
        await under_way
        assert seen == 0
        assert await centre.store.read(lambda c: c.scalar(_far_outbox)) == 1


async def test_a_query_sees_one_moment_when_others_write_meanwhile(database_url: str) -> None:
    async with running(database_url) as centre:
        await centre.count(1)
        looked, may_go_on = threading.Event(), threading.Event()

        def twice(connection: Connection) -> list[int | None]:
            first = connection.scalar(_journal_lines)
            looked.set()
            may_go_on.wait(10)
            return [first, connection.scalar(_journal_lines)]

        reading = asyncio.gather(centre.store.read(twice))
        await asyncio.to_thread(looked.wait, 10)
        await centre.count(2)
        may_go_on.set()
        [seen] = await reading
        assert seen == [1, 1]


async def test_a_query_is_refused_when_it_writes(database_url: str) -> None:
    async with running(database_url) as centre:
        with pytest.raises(DBAPIError, match=r"(?i)read.?only"):
            await centre.store.read(lambda c: c.execute(outbox.insert().values(position=1)))


async def test_two_thousand_units_are_written_at_once_when_all_come_together(
    database_url: str,
) -> None:
    async with running(database_url) as centre:
        async with asyncio.timeout(20):
            await asyncio.gather(*(centre.count(n) for n in range(2000)))
        assert await _journalled(centre.store) == 2000
        assert centre.database.commits < 100


async def test_a_unit_counts_when_its_caller_stopped_waiting(database_url: str) -> None:
    async with running(database_url) as centre:
        hasty = asyncio.gather(centre.count(1))
        await asyncio.sleep(0)
        hasty.cancel()
        await centre.count(2)
        assert await centre.hears(2) == [1, 2]


async def test_a_unit_is_refused_when_the_store_is_closed(database_url: str) -> None:
    async with running(database_url) as centre:
        pass
    with pytest.raises(UnavailableError):
        await centre.count(1)


_journal_lines = select(func.count()).select_from(journal)
_far_outbox = select(func.count()).select_from(outbox).where(outbox.c.position == 10**6)


async def _journalled(store: Store) -> int | None:
    return await store.read(lambda c: c.scalar(_journal_lines))
