import asyncio
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import LargeBinary, Table
from tests.integration.integrity.kept import Kept, Living, gone, living

from switchroom.domain.chain.findings import Finding
from switchroom.features.recordings.tables import recordings
from switchroom.runtime.erasing import erase_entries
from switchroom.runtime.tables import journal

pytestmark = pytest.mark.integration

Tampering = Callable[[Kept], object]


async def work(centre: Living) -> None:
    """Some changes and three recordings."""
    for number in range(4):
        await centre.configure(f"q{number}", number)
    for name in ("r1", "r2", "r3"):
        await centre.record(name, name.encode() * 100)


async def a_day(kept: Kept) -> None:
    async with living(kept) as centre:
        await work(centre)


def sql(*statements: str) -> Tampering:
    return lambda kept: kept.tamper(*statements)


def on_file(change: Callable[[Path], object]) -> Tampering:
    return lambda kept: change(kept.recordings / "2026/11/22/r2.opus")


def each_column(table: Table, where: str) -> dict[str, Tampering]:
    """For every column a way to change its value in one row."""
    return {
        f"{table.name}.{column.name} is changed": sql(
            f'UPDATE {table.name} SET "{column.name}" = {_other(column)} WHERE {where}'
        )
        for column in table.columns
    }


def _other(column: object) -> str:
    name, kind = column.name, column.type  # type: ignore[attr-defined] # any Column
    if isinstance(kind, LargeBinary):
        return "NULL"
    return (
        f'coalesce("{name}", 0) + 1000'
        if kind.python_type is int
        else f"coalesce(\"{name}\", '') || '!'"
    )


def flip(file: Path) -> None:
    content = bytearray(file.read_bytes())
    content[len(content) // 2] ^= 1
    file.write_bytes(content)


def exchange(file: Path) -> None:
    other = file.with_name("r1.opus")
    here, there = file.read_bytes(), other.read_bytes()
    file.write_bytes(there)
    other.write_bytes(here)


LAST = "(SELECT max(position) FROM journal)"
TAMPERINGS: dict[str, Tampering] = {
    **each_column(journal, "position = 3"),
    **each_column(journal, f"position = {LAST}"),
    **each_column(recordings, "id = 'r2'"),
    "an entry is cut out": sql("DELETE FROM journal WHERE position = 6"),
    "the first entry is cut out": sql("DELETE FROM journal WHERE position = 1"),
    "the last entry is cut off": sql(f"DELETE FROM journal WHERE position = {LAST}"),
    "the end is cut off, with the writer's count": sql(
        "DELETE FROM journal WHERE position > 8",
        "UPDATE journal_end SET position = 8, seal = (SELECT seal FROM journal WHERE position = 8)",
    ),
    "all is emptied": sql(
        "DELETE FROM journal", "DELETE FROM journal_end", "DELETE FROM recordings"
    ),
    "two entries are exchanged": sql(
        "UPDATE journal SET position = -1 WHERE position = 2",
        "UPDATE journal SET position = 2 WHERE position = 3",
        "UPDATE journal SET position = 3 WHERE position = -1",
    ),
    "an entry is added behind": sql(
        f"INSERT INTO journal SELECT position + 1, stream, type, at, actor, data, seal FROM journal"
        f" WHERE position = {LAST}"
    ),
    "an entry is added with the writer's count": sql(
        f"INSERT INTO journal SELECT position + 1, stream, type, at, actor, data, seal FROM journal"
        f" WHERE position = {LAST}",
        "UPDATE journal_end SET position = position + 1",
    ),
    "an entry is added before": sql(
        "INSERT INTO journal SELECT 0, stream, type, at, actor, data, seal FROM journal"
        " WHERE position = 1"
    ),
    "the writer's seal is changed": sql("UPDATE journal_end SET seal = NULL"),
    "a recording's row is removed": sql("DELETE FROM recordings WHERE id = 'r2'"),
    "a recording's row is added": sql(
        "INSERT INTO recordings (id, interaction, segment, agent, kind, state, started)"
        " VALUES ('r9', 'i-r1', '', '', 'message', 'failed', 5)"
    ),
    "a recording is said to be removed": sql(
        "UPDATE recordings SET state = 'removed' WHERE id = 'r2'"
    ),
    "two recordings exchange their files": sql(
        "UPDATE recordings SET path = CASE id WHEN 'r1' THEN '2026/11/22/r2.opus'"
        " ELSE '2026/11/22/r1.opus' END WHERE id IN ('r1', 'r2')"
    ),
    "a byte of a file is changed": on_file(flip),
    "a file is cut": on_file(lambda file: file.write_bytes(file.read_bytes()[:-1])),
    "a file is longer": on_file(lambda file: file.write_bytes(file.read_bytes() + b"!")),
    "a file is removed": on_file(Path.unlink),
    "two files are exchanged": on_file(exchange),
    "a file is added": on_file(lambda file: file.with_name("r9.opus").write_bytes(b"more")),
    "the kept head is removed": lambda kept: (kept.home / "chain-head").unlink(),
    "the kept head is changed": lambda kept: flip(kept.home / "chain-head"),
    "the head's key is changed": lambda kept: flip(kept.home / "chain-key"),
}


async def test_nothing_is_found_when_nothing_was_changed(kept: Kept) -> None:
    assert kept.verify().findings == []
    await a_day(kept)
    first = kept.verify()
    await a_day_more(kept)
    second = kept.verify(first.seal)
    assert (first.findings, second.findings) == ([], [])
    assert (first.entries, first.recordings, first.files) == (13, 3, 3)
    assert second.entries == 14


async def a_day_more(kept: Kept) -> None:
    async with living(kept) as centre:
        await centre.configure("q9", 9)


@pytest.mark.parametrize("what", TAMPERINGS)
async def test_it_is_found_when(what: str, kept: Kept) -> None:
    await a_day(kept)
    assert kept.verify().findings == []
    TAMPERINGS[what](kept)
    assert kept.verify().findings


async def test_the_finding_names_entry_and_moment_when_a_row_was_changed(kept: Kept) -> None:
    await a_day(kept)
    kept.tamper("UPDATE journal SET actor = 'u2' WHERE position = 2")
    (finding,) = kept.verify().findings
    assert (finding.kind, finding.what) == ("changed", "entry 2 (SettingPut, setting:queue/q1)")
    assert finding.at


async def test_nothing_is_found_when_retention_did_its_work(kept: Kept) -> None:
    async with living(kept) as centre:
        await work(centre)
        await centre.remove("r2")
        await gone(kept.recordings / "2026/11/22/r2.opus")
        await centre.record("r4")
    outcome = kept.verify()
    assert outcome.findings == []
    assert (outcome.recordings, outcome.removed, outcome.files) == (4, 1, 3)


async def test_a_removed_sound_stays_when_a_backup_is_being_made(kept: Kept) -> None:
    async with living(kept) as centre:
        await work(centre)
        centre.held = True
        await centre.remove("r2")
        await asyncio.sleep(0.3)
        assert (kept.recordings / "2026/11/22/r2.opus").exists()
    assert kept.verify().findings == []


async def test_nothing_is_found_when_data_is_erased_for_a_persons_sake(kept: Kept) -> None:
    async with living(kept) as centre:
        await work(centre)
        await centre.store.write(lambda tx: erase_entries(tx, {2: '{"kind":""}'}, "asked for"))
    outcome = kept.verify()
    assert (outcome.findings, outcome.erased) == ([], 1)
    kept.tamper("UPDATE journal SET data = '{}' WHERE position = 2")
    assert [finding.kind for finding in kept.verify().findings] == ["changed"]


async def test_a_cut_is_found_by_the_anchor_when_the_head_is_gone_too(kept: Kept) -> None:
    await a_day(kept)
    anchor = kept.verify().seal
    kept.tamper(
        "DELETE FROM journal WHERE position > 4",
        "UPDATE journal_end SET position = 4, seal = (SELECT seal FROM journal WHERE position = 4)",
        "DELETE FROM recordings",
    )
    for file in kept.recordings.rglob("*.opus"):
        file.unlink()
    (kept.home / "chain-head").unlink()
    await a_day_more(kept)  # a start makes a new head
    assert kept.verify().findings == []
    assert kinds(kept.verify(anchor).findings) == ["rewritten"]


async def test_a_cut_is_still_found_when_the_centre_has_gone_on(kept: Kept) -> None:
    await a_day(kept)
    kept.tamper(
        "DELETE FROM journal WHERE position = 13",
        "UPDATE journal_end SET position = 12,"
        " seal = (SELECT seal FROM journal WHERE position = 12)",
        "UPDATE recordings SET state = 'finished', path = NULL, format = NULL, duration = NULL,"
        " size = NULL, digest = NULL WHERE id = 'r3'",
    )
    async with living(kept) as centre:
        for number in range(5):
            await centre.configure("q1", number)
        await centre.chain.keep()
        assert "entry 13" in centre.chain.trouble
    assert kinds(kept.verify().findings) == ["rewritten"]


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
@pytest.mark.parametrize("column", ["position", "at", "stream", "data", "seal"])
async def test_it_is_found_when_a_value_is_of_another_kind(kept: Kept, column: str) -> None:
    await a_day(kept)
    value = "'text'" if column in {"position", "at", "seal"} else "x'ff'"
    kept.tamper(f"UPDATE journal SET {column} = {value} WHERE position = 9")
    assert kept.verify().findings


@pytest.mark.parametrize("name", ["chain-head", "chain-key"])
async def test_a_forged_head_stays_when_the_centre_goes_on(kept: Kept, name: str) -> None:
    await a_day(kept)
    flip(kept.home / name)
    before = (kept.home / "chain-head").read_bytes()
    async with living(kept) as centre:
        await centre.configure("q1", 9)
        await centre.chain.keep()
        assert centre.chain.trouble
    assert (kept.home / "chain-head").read_bytes() == before
    assert kinds(kept.verify().findings) == ["forged"]


async def test_nothing_is_found_when_the_centre_works_meanwhile(kept: Kept) -> None:
    async with living(kept) as centre:
        await work(centre)
        stop = asyncio.Event()

        async def go_on() -> None:
            number = 0
            while not stop.is_set():
                number += 1
                await centre.record(f"more{number}")
                await centre.remove(f"more{number}")

        async with asyncio.TaskGroup() as busy:
            busy.create_task(go_on())
            outcomes = [await asyncio.to_thread(kept.verify) for _ in range(5)]
            stop.set()
    assert [outcome.findings for outcome in outcomes] == [[]] * 5
    assert outcomes[-1].entries > outcomes[0].entries


def kinds(findings: list[Finding]) -> list[str]:
    return [finding.kind for finding in findings]
