"""What the store carries on SQLite, beside a peer that commits each unit by itself.

    python bench/store.py [seconds]

Two questions. How many units are written in a second when as many as possible come at once (64
writers, each waiting for its own commit)? And how long does one write take at the load of
60 calls/s, each of 20 units with one to three events, spread evenly?
"""

import asyncio
import sys
import tempfile
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from itertools import count
from pathlib import Path

import numpy as np

from switchroom.adapters.sqlite.engine import reader_engine, writer_engine
from switchroom.kernel.messages import Event
from switchroom.ports.store import Transaction
from switchroom.runtime import store as runtime_store
from switchroom.runtime.bus import LocalBus
from switchroom.runtime.clock import SystemClock
from switchroom.runtime.messages import MessageTypes
from switchroom.runtime.store import SqlStore
from switchroom.runtime.tables import metadata
from switchroom.runtime.threads import ThreadedDatabase
from switchroom.runtime.transaction import Projectors

CALLS_PER_SECOND, UNITS_PER_CALL = 60, 20
WRITERS = 64


class Happened(Event, frozen=True, kw_only=True):
    interaction: str
    what: str


@dataclass(frozen=True, slots=True)
class Figures:
    seconds: float
    rows: int
    latencies: list[float]

    def print(self, name: str) -> None:
        p50, p99 = np.percentile(self.latencies, [50, 99]) * 1000
        units = len(self.latencies) / self.seconds
        print(
            f"{name:34} {units:8.0f} units/s {self.rows / self.seconds:8.0f} rows/s"
            f"   p50 {p50:7.2f} ms   p99 {p99:7.2f} ms"
        )


def unit(number: int) -> tuple[Callable[[Transaction], None], int]:
    """A unit of one to three events, and how many."""
    events = [
        Happened(interaction=f"{number:026}", what="a moment in the life of a call")
        for _ in range(1 + number % 3)
    ]
    return lambda tx: tx.record(f"interaction:{number % 1000:026}", *events), len(events)


async def flood(store: SqlStore, seconds: float) -> Figures:
    """As many as possible, from writers that each wait for their own."""
    numbers, latencies, rows = count(), [], 0
    begun = time.perf_counter()

    async def writer() -> None:
        nonlocal rows
        while (asked := time.perf_counter()) < begun + seconds:
            work, events = unit(next(numbers))
            await store.write(work)
            latencies.append(time.perf_counter() - asked)
            rows += events

    await asyncio.gather(*(writer() for _ in range(WRITERS)))
    return Figures(time.perf_counter() - begun, rows, latencies)


async def calls(store: SqlStore, seconds: float) -> Figures:
    """An even load, whatever the store does: latency counts from when a unit was due."""
    per_second = CALLS_PER_SECOND * UNITS_PER_CALL
    latencies: list[float] = []
    rows = 0
    begun = time.perf_counter()

    async def write(number: int, due: float) -> None:
        nonlocal rows
        work, events = unit(number)
        await store.write(work)
        latencies.append(time.perf_counter() - due)
        rows += events

    async with asyncio.TaskGroup() as group:
        for number in range(round(per_second * seconds)):
            due = begun + number / per_second
            if (early := due - time.perf_counter()) > 0:
                await asyncio.sleep(early)
            group.create_task(write(number, due))
    return Figures(time.perf_counter() - begun, rows, latencies)


async def measured(
    load: Callable[[SqlStore, float], Awaitable[Figures]], seconds: float, batch: int
) -> Figures:
    """A load on a new file; `batch` units share a commit at most."""
    runtime_store.BATCH = batch
    with tempfile.TemporaryDirectory(dir=Path.cwd()) as folder:
        writer, reader = writer_engine(Path(folder) / "b.db"), reader_engine(Path(folder) / "b.db")
        metadata.create_all(writer)
        types = MessageTypes([Happened])
        database = ThreadedDatabase(writer, reader)
        store = SqlStore(database, LocalBus(), SystemClock(), types, Projectors())
        await store.start()
        figures = await load(store, seconds)
        await store.close()
    return figures


async def main(seconds: float) -> None:
    shared, single = runtime_store.BATCH, 1
    peer = await measured(flood, seconds, single)
    peer.print("flood, a commit for each unit")
    ours = await measured(flood, seconds, shared)
    ours.print("flood, shared commits")
    ratio = (len(ours.latencies) / ours.seconds) / (len(peer.latencies) / peer.seconds)
    print(f"{'ratio':34} {ratio:8.1f}")
    (await measured(calls, seconds, single)).print("60 calls/s, a commit for each unit")
    (await measured(calls, seconds, shared)).print("60 calls/s, shared commits")


if __name__ == "__main__":
    asyncio.run(main(float(sys.argv[1]) if len(sys.argv) > 1 else 10.0))
