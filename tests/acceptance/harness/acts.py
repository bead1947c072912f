"""What agents do with a call, as their desks ask for it, and what is written down of it."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager

from tests.acceptance.harness.centre import Centre
from tests.acceptance.harness.people import Person, person
from tests.acceptance.harness.records import Row, journal_of

from switchroom.adapters.sipp import Pause, Press, Step

TO_FAULTS: tuple[Step, ...] = (Pause(1_500), Press("1"), Pause(1_000), Press("1"))
"""Through the menu of a centre that says no more than it must."""

SAID = ("announce_agent_number", "recording_notice")
FREED_WITHIN = 500
"""Milliseconds from the end of an agent's part to the routing's knowing it."""


@asynccontextmanager
async def terse_centre(product: Centre, **options: object) -> AsyncIterator[None]:
    """The centre says nothing that it need not, so that talks begin at once; and other options."""
    wanted = dict.fromkeys(SAID, False) | options
    async with person(product, "admin") as admin:
        before = await admin.see("/api/options")
        for name, value in wanted.items():
            await admin.put(f"/api/options/{name}", value=value)
        try:
            yield
        finally:
            for name in wanted:
                await admin.put(f"/api/options/{name}", value=before[name])


async def when(watcher: Person, number: str, done: Callable[[Row], bool]) -> Row:
    """The newest contact of a number, once something is true of it; within 20 s."""
    row: Row = {}
    try:
        async with asyncio.timeout(20):
            while not (row and done(row)):
                await asyncio.sleep(0.1)
                page = await watcher.see("/api/interactions", q=number, limit="1")
                for line in page["items"]:
                    row = await watcher.see(f"/api/interactions/{line['id']}")
    except TimeoutError:
        raise AssertionError(f"of {number} there is only\n{await _told(watcher, row)}") from None
    return row


async def _told(watcher: Person, row: Row) -> str:
    """What led a contact to where it is."""
    journal = await journal_of(watcher, row["id"]) if row else []
    return "\n".join(f"{line['at']} {line['type']} {line['data']}"[:300] for line in journal)


async def led_by(watcher: Person, number: str, agent: str) -> str:
    """The id of a caller's contact, once an agent serves them."""
    row = await when(watcher, number, lambda row: row["lead"] == agent and not row["ended_at"])
    return str(row["id"])


async def act(agent: Person, interaction: str, what: str, **given: object) -> None:
    """Ask something of a call."""
    await agent.do(f"/api/interactions/{interaction}/{what}", **given)


async def party(watcher: Person, interaction: str, **known: object) -> Row:
    """Somebody in a call beside the customer, once there is one of whom that is true."""
    found: list[Row] = []
    async with asyncio.timeout(10):
        while not found:
            row = await watcher.see(f"/api/interactions/{interaction}")
            found = [one for one in row["parties"] if known.items() <= one.items()]
            await asyncio.sleep(0.1)
    return found[0]


def data_of(journal: list[Row], kind: str) -> list[Row]:
    """What all lines of a kind say."""
    return [line["data"] for line in journal if line["type"] == kind]


def kept(row: Row) -> list[Row]:
    """Recordings of a contact that can be heard."""
    return [one for one in row["recordings"] if one["state"] == "stored"]


def assert_freed_at_once(journal: list[Row]) -> None:
    """Whoever leaves a call is free for the next, or writes it up, a moment later."""
    left = [(one["at"], one["data"]["agent"]) for one in journal if one["type"] == "SegmentEnded"]
    freed = [(one["at"], one["data"]["agent"]) for one in journal if one["type"] == "WorkEnded"]
    for at, agent in left:
        late = min((then - at for then, who in freed if who == agent and then >= at), default=None)
        assert late is not None, f"{agent} is not freed"
        assert late < FREED_WITHIN, f"{agent} is freed {late} ms late"
