"""What each watcher finds, and when."""

import asyncio
import shutil
from collections import namedtuple
from collections.abc import AsyncIterator, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, TypeVar

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from sqlalchemy import insert
from tests.unit.features.running import Running
from typing_extensions import override

from switchroom.app.alarms.certificate import certificate_troubles
from switchroom.app.alarms.database import DatabaseWatch
from switchroom.app.alarms.disk import Limits, disk_troubles
from switchroom.app.alarms.parts import calls_state, state_watcher, trunk_watcher
from switchroom.app.alarms.stored import backlog_watcher, recordings_watcher
from switchroom.app.tables import metadata
from switchroom.features.alarms.watcher import Trouble
from switchroom.features.recordings.tables import recordings
from switchroom.kernel.time import DAY, HOUR, MINUTE, SECOND
from switchroom.ports.store import Unit
from switchroom.ports.trunks import Condition, TrunkState
from switchroom.runtime.store import SqlStore
from switchroom.runtime.tables import journal, outbox, timers
from switchroom.testing.virtual_time import EPOCH, LoopClock

pytestmark = pytest.mark.unit

T = TypeVar("T")
Usage = namedtuple("Usage", "total used free")
assert "recordings" in metadata.tables


@pytest.fixture
async def running() -> AsyncIterator[Running]:
    async with Running() as running:
        yield running


async def put(running: Running, table: Any, **row: object) -> None:  # noqa: ANN401 any table
    await running.store.write(lambda tx: tx.connection.execute(insert(table), row).rowcount)


class Slow(SqlStore):
    """Writes after so many seconds, or not at all."""

    def __init__(self, running: Running) -> None:
        self.seconds = 0.0
        self.error: Exception | None = None
        self.writes = 0
        self._real = running.store

    @override
    async def write(self, unit: Unit[T], at: int | None = None) -> T:
        self.writes += 1
        await asyncio.sleep(self.seconds)
        if self.error:
            raise self.error
        return await self._real.write(unit, at)


async def test_the_database_is_well_when_it_writes(running: Running) -> None:
    watch = DatabaseWatch(running.store, running.clock)
    assert [await watch.look() for _ in range(3)] == [[], [], []]
    await watch.close()


async def test_the_database_fails_when_it_refuses_and_says_why(running: Running) -> None:
    store = Slow(running)
    store.error = OSError("disk I/O error\nmore")
    watch = DatabaseWatch(store, LoopClock())
    refused = Trouble(kind="database-failing", detail="disk I/O error")
    assert await watch.look() == [refused]
    store.error = None
    assert await watch.look() == []
    await watch.close()


async def test_the_database_is_slow_and_then_fails_when_it_does_not_answer(
    running: Running,
) -> None:
    store, clock = Slow(running), LoopClock()
    store.seconds = 30
    watch = DatabaseWatch(store, clock)
    found: list[tuple[int, str]] = []
    while clock.now() < EPOCH + 25 * SECOND:
        [trouble] = await watch.look()
        found.append((clock.now() - EPOCH, trouble.kind))
        await asyncio.sleep(2)
    assert found[0] == (2 * SECOND, "database-slow")
    assert found[2][0] <= 10 * SECOND
    assert {kind for _, kind in found[2:]} == {"database-failing"}
    assert store.writes == 1
    store.seconds = 0
    await asyncio.sleep(10)
    assert await watch.look() == []
    assert await watch.look() == []
    assert store.writes == 3
    await watch.close()


@pytest.mark.parametrize(
    ("free", "kind"),
    [
        (100_000_000, "disk-full"),
        (100_000_001, "disk-low"),
        (200_000_000, "disk-low"),
        (200_000_001, None),
    ],
)
def test_a_disk_is_low_below_a_share_and_full_below_an_amount(
    monkeypatch: pytest.MonkeyPatch, free: int, kind: str | None
) -> None:
    usage = Usage(2_000_000_000, 2_000_000_000 - free, free)
    monkeypatch.setattr(shutil, "disk_usage", lambda _: usage)
    found = disk_troubles({"home": Path("/"), "spool": Path("/none/yet")}, Limits(low=10, full=100))
    assert [(one.kind, one.subject) for one in found] == ([(kind, "home")] if kind else [])


def test_a_full_disk_is_never_called_low_as_well(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "disk_usage", lambda _: Usage(10, 10, 0))
    [only] = disk_troubles({"home": Path("/")}, Limits(low=90, full=500))
    assert only == Trouble(kind="disk-full", subject="home", detail="0 MB")


async def test_a_part_is_watched_by_what_it_says() -> None:
    said: str | None = None
    watcher = state_watcher("chain-broken", lambda: said)
    assert await watcher.look() == []
    said = "entry 7"
    assert await watcher.look() == [Trouble(kind="chain-broken", detail="entry 7")]
    said = ""
    assert await watcher.look() == [Trouble(kind="chain-broken")]


@pytest.mark.parametrize(("now", "said"), [(599, None), (600, "600 / 600"), (601, "601 / 600")])
def test_the_lines_are_full_when_others_are_refused(now: int, said: str | None) -> None:
    assert calls_state(lambda: now, 600)() == said


@pytest.mark.parametrize(
    ("condition", "kind"),
    [
        ("ready", None),
        ("loading", None),
        ("registering", None),
        ("unwatched", None),
        ("unreachable", "trunk-unreachable"),
        ("rejected", "trunk-rejected"),
    ],
)
async def test_a_trunk_is_in_trouble_when_it_does_not_work(
    condition: Condition, kind: str | None
) -> None:
    async def states() -> Sequence[TrunkState]:
        return [
            TrunkState(trunk="well", condition="ready"),
            TrunkState(trunk="east", condition=condition),
        ]

    found = await trunk_watcher(states).look()
    assert list(found) == ([Trouble(kind=kind, subject="east")] if kind else [])


async def recording(running: Running, name: str, state: str, ended: int | None) -> None:
    about = {"interaction": "i", "segment": "s", "agent": "a", "kind": "conversation"}
    await put(running, recordings, id=name, state=state, started=EPOCH, ended=ended, **about)


async def test_recordings_that_failed_of_late_or_wait_too_long_are_counted(
    running: Running,
) -> None:
    watcher = recordings_watcher(running.store, running.clock)
    await recording(running, "1", "failed", EPOCH)
    await recording(running, "2", "failed", None)
    await recording(running, "3", "finished", EPOCH)
    await recording(running, "4", "stored", EPOCH)
    await recording(running, "5", "recording", None)
    assert await watcher.look() == [Trouble(kind="recordings-failed", detail="2")]
    running.clock.moment += 10 * MINUTE + 1
    failed, waiting = await watcher.look()
    assert (failed.detail, waiting) == ("2", Trouble(kind="recordings-waiting", detail="1"))
    running.clock.moment += HOUR
    assert [one.kind for one in await watcher.look()] == ["recordings-waiting"]


async def test_events_and_timers_that_are_overdue_are_counted(running: Running) -> None:
    watcher = backlog_watcher(running.store, running.clock)
    line = {"stream": "s", "type": "T", "at": EPOCH, "actor": "", "data": "{}"}
    await put(running, journal, position=1, **line)
    await put(running, journal, position=2, **line)
    await put(running, outbox, position=2)
    await put(running, timers, timer="t", due=EPOCH, type="T", data="{}", tries=0)
    running.clock.moment += 30 * SECOND
    assert await watcher.look() == []
    running.clock.moment += 1
    assert await watcher.look() == [Trouble(kind="backlog", detail="2")]


def certificate(ends: datetime) -> bytes:
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "desk")])
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(ends - timedelta(days=90))
        .not_valid_after(ends)
        .sign(key, hashes.SHA256())
    )
    return made.public_bytes(serialization.Encoding.PEM)


@pytest.mark.parametrize(
    ("left", "kind"),
    [
        (22 * DAY, None),
        (21 * DAY, "certificate-expiring"),
        (SECOND, "certificate-expiring"),
        (0, "certificate-expired"),
        (-DAY, "certificate-expired"),
    ],
)
def test_a_certificate_is_told_of_before_it_expires(left: int, kind: str | None) -> None:
    pem = certificate(datetime.fromtimestamp(EPOCH / 1000, UTC))
    found = certificate_troubles(pem, EPOCH - left)
    assert [one.kind for one in found] == ([kind] if kind else [])
    assert all(one.detail == "2026-01-01 00:00 UTC" for one in found)
