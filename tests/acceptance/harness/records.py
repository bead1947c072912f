"""What the centre has written down, waited for."""

import asyncio
from collections.abc import Callable
from typing import Any

from tests.acceptance.harness.people import Person

Row = dict[str, Any]
AGREE_WITHIN = 100
"""Milliseconds between a party's own ledger and the record."""


async def record_of(watcher: Person, number: str, done: Callable[[Row], bool]) -> Row:
    """The newest contact of a caller's number, once it is as it should be; within 30 s."""
    row: Row = {}
    async with asyncio.timeout(30):
        while not (row and done(row)):
            await asyncio.sleep(0.2)
            page = await watcher.see("/api/interactions", q=number, limit="1")
            for line in page["items"]:
                row = await watcher.see(f"/api/interactions/{line['id']}")
    return row


def stored(row: Row) -> bool:
    """Over, and its recording can be heard."""
    recordings = row["recordings"]
    return bool(row["ended_at"]) and any(one["state"] == "stored" for one in recordings)


async def journal_of(watcher: Person, interaction: str) -> list[Row]:
    """Its journal."""
    lines: list[Row] = await watcher.see(f"/api/interactions/{interaction}/journal")
    return lines


async def journal_with(watcher: Person, interaction: str, kind: str) -> list[Row]:
    """Its journal, once a kind of line is in it; within 10 s."""
    journal: list[Row] = []
    async with asyncio.timeout(10):
        while kind not in kinds(journal):
            await asyncio.sleep(0.1)
            journal = await journal_of(watcher, interaction)
    return journal


def kinds(journal: list[Row]) -> list[str]:
    """The types of a journal's lines."""
    return [line["type"] for line in journal]
