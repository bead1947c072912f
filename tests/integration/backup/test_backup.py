import asyncio
import resource
import tarfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine, MetaData
from tests.databases import writer
from tests.integration.backup.conftest import Site
from tests.integration.integrity.kept import Kept, Living, gone, living
from tests.integration.migrations.rows import fill

from switchroom.app.backup.archive import unpack, writing
from switchroom.app.backup.lock import is_being_made, making
from switchroom.app.backup.making import backup
from switchroom.app.backup.manifest import DamagedError, Manifest
from switchroom.app.backup.restoring import restore
from switchroom.app.migrations import migrate
from switchroom.app.progress import silent
from switchroom.app.settings import Settings
from switchroom.app.voice import asterisk_instance
from switchroom.kernel.errors import ConflictError, InvalidError, UnavailableError
from switchroom.runtime.clock import SystemClock
from switchroom.runtime.tables import journal, journal_end

pytestmark = pytest.mark.integration

Tables = dict[str, list[tuple[Any, ...]]]


def save(settings: Settings, target: Path) -> Manifest:
    return backup(settings, target, SystemClock(), silent)


def rows(engine: Engine) -> Tables:
    """Every row of every table."""
    found = MetaData()
    found.reflect(engine)
    with engine.connect() as connection:
        tables = {
            table.name: sorted((tuple(row) for row in connection.execute(table.select())), key=repr)
            for table in found.tables.values()
        }
    engine.dispose()
    return tables


def files(home: Path) -> dict[str, tuple[bytes, int]]:
    """Every file of a home but the database's and locks: its content and its mode."""
    return {
        file.relative_to(home).as_posix(): (file.read_bytes(), file.stat().st_mode)
        for file in sorted(home.rglob("*"))
        if file.is_file() and "lock" not in file.name and not file.name.startswith("switchroom.db")
    }


def furnish(centre: Kept) -> None:
    """What else is in a home."""
    for name, mode in (("demo-password", 0o600), ("prompts/zh/问候.wav", 0o644)):
        file = centre.home / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(name.encode())
        file.chmod(mode)


async def a_day(centre: Kept) -> None:
    centre.make()
    furnish(centre)
    async with living(centre) as running:
        await running.configure("q1", 1)
        for name in ("r1", "r2"):
            await running.record(name, name.encode() * 5_000)
        await running.remove("r2")
        await gone(centre.recordings / "2026/11/22/r2.opus")


async def test_nothing_differs_when_a_backup_is_restored(site: Site, tmp_path: Path) -> None:
    ours, theirs = site.settings("ours"), site.settings("theirs")
    await a_day(site.centre(ours))
    manifest = save(ours, tmp_path / "a.tar")
    restore(theirs, tmp_path / "a.tar", silent)
    assert rows(site.centre(theirs).engine()) == rows(site.centre(ours).engine())
    there = files(theirs.home)
    assert there.pop("from-backup/settings.env")
    assert there == files(ours.home)
    outcome = site.centre(theirs).verify(manifest.seal)
    assert (outcome.findings, outcome.entries) == ([], manifest.entries)
    assert manifest.missing == ()


async def test_every_table_comes_back_when_each_has_a_row(site: Site, tmp_path: Path) -> None:
    ours, theirs = site.settings("ours"), site.settings("theirs")
    centre = site.centre(ours)
    centre.make()
    engine = writer(centre.url)
    with engine.begin() as connection:
        fill(connection)
    engine.dispose()
    save(ours, tmp_path / "a.tar")
    restore(theirs, tmp_path / "a.tar", silent)
    before, after = rows(centre.engine()), rows(site.centre(theirs).engine())
    assert len(before) > 30
    assert all(before.values())
    assert after == before


async def test_a_backup_is_of_one_moment_when_the_centre_writes_meanwhile(
    site: Site, tmp_path: Path
) -> None:
    ours, theirs = site.settings("ours"), site.settings("theirs")
    centre = site.centre(ours)
    await a_day(centre)
    async with living(centre) as running:
        stop = asyncio.Event()
        async with asyncio.TaskGroup() as busy:
            writing = [busy.create_task(_load(running, n, stop)) for n in range(4)]
            await asyncio.sleep(0.3)
            manifest = await asyncio.to_thread(save, ours, tmp_path / "a.tar")
            stop.set()
        written = sum([await task for task in writing])
    restore(theirs, tmp_path / "a.tar", silent)
    outcome = site.centre(theirs).verify(manifest.seal)
    assert outcome.findings == []
    assert 10 < outcome.entries < centre.verify().entries
    assert written > 20


async def _load(running: Living, number: int, stop: asyncio.Event) -> int:
    """Write, store and remove until told to stop; how often."""
    running.held, count = True, 0  # as the lock says while a backup is made
    while not stop.is_set():
        count += 1
        name = f"x{number}-{count}"
        await running.record(name, b"load" * 500)
        await running.configure(name, count)
        if count % 3 == 0:
            await running.remove(name)
    return count


async def test_raw_sound_is_saved_when_it_waits_to_be_stored(site: Site, tmp_path: Path) -> None:
    ours, theirs = site.settings("ours"), site.settings("theirs")
    centre = site.centre(ours)
    await a_day(centre)
    centre.tamper("UPDATE recordings SET state = 'finished' WHERE id = 'r1'")
    spool = asterisk_instance(ours).conversations
    spool.mkdir(parents=True)
    (spool / "r1.raw").write_bytes(b"raw sound")
    save(ours, tmp_path / "a.tar")
    restore(theirs, tmp_path / "a.tar", silent)
    assert (asterisk_instance(theirs).conversations / "r1.raw").read_bytes() == b"raw sound"


async def test_certificate_and_settings_lie_aside_when_restored(site: Site, tmp_path: Path) -> None:
    certificate, key = tmp_path / "c.pem", tmp_path / "k.pem"
    certificate.write_text("certificate")
    key.write_text("key")
    ours = replace(site.settings("ours"), tls_cert=certificate, tls_key=key, http_port=8123)
    await a_day(site.centre(ours))
    save(ours, tmp_path / "a.tar")
    theirs = site.settings("theirs")
    restore(theirs, tmp_path / "a.tar", silent)
    aside = theirs.home / "from-backup"
    assert "SWITCHROOM_HTTP_PORT=8123\n" in (aside / "settings.env").read_text()
    assert (aside / "tls/key.pem").read_text() == "key"
    assert (aside / "tls/certificate.pem").read_text() == "certificate"


async def test_nothing_is_restored_when_the_home_is_not_empty(site: Site, tmp_path: Path) -> None:
    ours, theirs = site.settings("ours"), site.settings("theirs")
    await a_day(site.centre(ours))
    save(ours, tmp_path / "a.tar")
    theirs.home.mkdir()
    (theirs.home / "mine").write_text("mine")
    with pytest.raises(ConflictError, match="not empty"):
        restore(theirs, tmp_path / "a.tar", silent)
    assert files(theirs.home).keys() == {"mine"}
    before = files(ours.home)
    with pytest.raises(ConflictError, match="not empty"):
        restore(ours, tmp_path / "a.tar", silent)
    assert files(ours.home) == before


async def test_nothing_is_restored_when_the_database_is_not_empty(
    site: Site, tmp_path: Path
) -> None:
    ours, theirs = site.settings("ours"), site.settings("theirs")
    await a_day(site.centre(ours))
    save(ours, tmp_path / "a.tar")
    site.centre(theirs).make()
    before = rows(site.centre(theirs).engine())
    with pytest.raises(ConflictError, match="empty"):
        restore(theirs, tmp_path / "a.tar", silent)
    assert rows(site.centre(theirs).engine()) == before


async def test_an_archive_is_refused_when_the_database_is_of_another_kind(
    site: Site, tmp_path: Path
) -> None:
    ours = site.settings("ours")
    await a_day(site.centre(ours))
    save(ours, tmp_path / "a.tar")
    other = "" if ours.database else "postgresql+psycopg://nobody@/none"
    theirs = Settings(home=tmp_path / "theirs", database=other)
    with pytest.raises(InvalidError, match="SWITCHROOM_DATABASE"):
        restore(theirs, tmp_path / "a.tar", silent)


async def test_nothing_is_restored_when_the_archive_is_damaged_anywhere(
    site: Site, tmp_path: Path
) -> None:
    ours, theirs = site.settings("ours"), site.settings("theirs")
    await a_day(site.centre(ours))
    good = tmp_path / "a.tar"
    save(ours, good)
    content = good.read_bytes()
    for place in _contents(good):
        bad = tmp_path / "bad.tar"
        bad.write_bytes(content[:place] + bytes([content[place] ^ 1]) + content[place + 1 :])
        with pytest.raises(DamagedError):
            restore(theirs, bad, silent)
    for length in (0, 100, len(content) // 2, content.rfind(b"manifest.sha256")):
        (tmp_path / "bad.tar").write_bytes(content[:length])
        with pytest.raises(DamagedError):
            restore(theirs, tmp_path / "bad.tar", silent)
    assert not theirs.home.exists() or files(theirs.home) == {}


def _contents(archive: Path) -> list[int]:
    """A place within the content of each member."""
    with tarfile.open(archive) as tar:
        return [info.offset_data + info.size // 2 for info in tar if info.size]


@pytest.mark.parametrize("room", [0, 20_000, 90_000])
async def test_nothing_is_left_when_there_is_no_room(site: Site, tmp_path: Path, room: int) -> None:
    ours, theirs = site.settings("ours"), site.settings("theirs")
    await a_day(site.centre(ours))
    place = tmp_path / "archives"
    save(ours, place / "good.tar")
    with little_room(room), pytest.raises(UnavailableError):
        save(ours, place / "more.tar")
    assert [file.name for file in place.iterdir()] == ["good.tar"]
    if room < 10_000 or not theirs.database:  # else all files fit, and the server has room
        with little_room(room), pytest.raises(UnavailableError, match="Nothing was restored"):
            restore(theirs, place / "good.tar", silent)
        assert files(theirs.home) == {}
    restore(theirs, place / "good.tar", silent)
    assert site.centre(theirs).verify().findings == []


@contextmanager
def little_room(room: int) -> Iterator[None]:
    """No file of this process or its children may grow beyond so many bytes."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (room, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


async def test_a_backup_of_an_older_schema_is_taken_up_when_restored(
    site: Site, tmp_path: Path
) -> None:
    ours, theirs = site.settings("ours"), site.settings("theirs")
    ours.home.mkdir()
    engine = writer(site.centre(ours).url)
    migrate(engine, "0015")
    with engine.begin() as connection:
        entry = {"stream": "a:1", "type": "Old", "at": 5, "actor": "", "data": "{}"}
        for position in (1, 2):
            connection.execute(journal.insert().values(position=position, **entry))
        connection.execute(journal_end.insert().values(position=2))
    engine.dispose()
    assert save(ours, tmp_path / "a.tar").revision == "0015"
    restore(theirs, tmp_path / "a.tar", silent)
    site.centre(theirs).make()
    async with living(site.centre(theirs)) as running:
        await running.configure("q1", 1)
    outcome = site.centre(theirs).verify()
    assert (outcome.findings, outcome.entries) == ([], 3)


def test_an_archive_is_refused_when_a_name_leads_out_of_it(tmp_path: Path) -> None:
    bad = tmp_path / "bad.tar"
    with writing(bad, lambda _: None) as writer_:
        writer_.add_bytes("home/../../escaped", b"!")
    with pytest.raises(DamagedError, match="leads out"):
        unpack(bad, lambda name: tmp_path / "home" / name, lambda _: None)
    assert [file.name for file in tmp_path.iterdir()] == ["bad.tar"]


async def test_a_recording_is_named_when_its_file_was_not_there(site: Site, tmp_path: Path) -> None:
    ours = site.settings("ours")
    await a_day(site.centre(ours))
    (ours.recordings / "2026/11/22/r1.opus").unlink()
    assert save(ours, tmp_path / "a.tar").missing == ("home/recordings/2026/11/22/r1.opus",)


async def test_an_archive_is_refused_when_it_would_lie_in_what_it_saves(site: Site) -> None:
    ours = site.settings("ours")
    await a_day(site.centre(ours))
    with pytest.raises(InvalidError, match="outside"):
        save(ours, ours.home / "a.tar")


async def test_an_archive_is_for_its_owner_alone_when_written(site: Site, tmp_path: Path) -> None:
    ours = site.settings("ours")
    await a_day(site.centre(ours))
    save(ours, tmp_path / "a.tar")
    assert (tmp_path / "a.tar").stat().st_mode & 0o077 == 0


def test_a_second_backup_is_refused_when_one_is_being_made(tmp_path: Path) -> None:
    with making(tmp_path):
        assert is_being_made(tmp_path)
        with pytest.raises(ConflictError), making(tmp_path):
            pass
    assert not is_being_made(tmp_path)
