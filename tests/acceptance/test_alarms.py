"""What goes wrong is on the desk within ten seconds, and goes by itself when it is mended."""

import asyncio
import os
import re
import signal
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest
from playwright.async_api import Locator, Page, expect
from tests.acceptance.harness.centre import Centre
from tests.acceptance.harness.people import Person, desk_agent, person
from tests.acceptance.harness.ports import free_ports
from typing_extensions import override

from switchroom.adapters.asterisk.instance import Instance
from switchroom.adapters.asterisk.process import running_asterisk
from switchroom.app.settings import Settings
from switchroom.app.voice import asterisk_instance

pytestmark = [pytest.mark.acceptance, pytest.mark.asyncio(loop_scope="session")]

RAISED_WITHIN = 10.0
CLEARED_WITHIN = 30.0
TRUNK = "alarmed"


class Provider(asyncio.DatagramProtocol):
    """The other side of a trunk: says 200 to every question, while it is there."""

    @override
    def connection_made(self, transport: Any) -> None:
        self.transport = transport

    @override
    def datagram_received(self, data: bytes, addr: Any) -> None:
        kept = re.findall(rb"^(?:Via|From|To|Call-ID|CSeq):.*\r\n", data, re.MULTILINE)
        self.transport.sendto(b"SIP/2.0 200 OK\r\n" + b"".join(kept) + b"\r\n", addr)


@asynccontextmanager
async def provider(port: int) -> AsyncIterator[None]:
    """Somebody answers there."""
    loop = asyncio.get_running_loop()
    transport, _ = await loop.create_datagram_endpoint(Provider, local_addr=("127.0.0.1", port))
    try:
        yield
    finally:
        transport.close()


async def standing(somebody: Person, kind: str) -> list[dict[str, Any]]:
    return [one for one in await somebody.see("/api/alarms") if one["kind"] == kind]


async def until(somebody: Person, kind: str, *, stands: bool, within: float) -> float:
    """Seconds until an alarm stands, or is over."""
    began = time.monotonic()
    while bool(await standing(somebody, kind)) != stands:
        taken = time.monotonic() - began
        assert taken < within, f"{kind}: stands={not stands} after {taken:.1f} s"
        await asyncio.sleep(0.1)
    return time.monotonic() - began


@asynccontextmanager
async def trunk(admin: Person, port: int) -> AsyncIterator[None]:
    """A trunk that is asked every second."""
    given = {"name": {"zh": "东线", "en": "East"}, "host": "127.0.0.1", "port": port, "qualify": 1}
    await admin.put(f"/api/settings/trunk/{TRUNK}", **given)
    yield
    await admin.remove(f"/api/settings/trunk/{TRUNK}")


async def newest(admin: Person, kind: str) -> dict[str, Any]:
    """Of the history."""
    [found, *_] = (await admin.see("/api/alarms/history", kind=kind))["items"]
    return dict(found)


async def test_a_trunk_that_goes_away_is_told_and_cleared_when_it_is_back(
    product: Centre, tmp_path: Path
) -> None:
    port = free_ports(1)
    kind = "trunk-unreachable"
    async with (
        person(product, "admin") as admin,
        desk_agent(product, "supervisor", tmp_path / "desk", 500.0, "en") as page,
    ):
        async with trunk(admin, port):
            async with provider(port):
                await asyncio.sleep(5)
                assert await standing(admin, kind) == []
            raised = await until(admin, kind, stands=True, within=RAISED_WITHIN)
            card = await shown(page)
            await noted(admin, page, kind)
            async with provider(port):
                cleared = await until(admin, kind, stands=False, within=CLEARED_WITHIN)
                await expect(card).to_have_count(0, timeout=1_000)
        kept = await newest(admin, kind)
        assert (kept["subject"], kept["acknowledged_by_name"] != "") == (TRUNK, True)
        assert kept["cleared"] > kept["raised"]
    print(f"a trunk: raised after {raised:.1f} s, cleared after {cleared:.1f} s")


async def shown(page: Page) -> Locator:
    """The alarm, at the supervisor's desk: by its sign, then in the list."""
    sign = page.get_by_test_id("alarms")
    await expect(sign).to_be_visible(timeout=1_000)  # the machine may have others of its own
    await sign.click()
    card = page.locator(f'[data-testid="alarm"][data-subject="{TRUNK}"]')
    await expect(card).to_contain_text(f"Trunk {TRUNK} does not answer")
    return card


async def noted(admin: Person, page: Page, kind: str) -> None:
    """An administrator takes note; the supervisor, who may not, sees who it was."""
    await expect(page.get_by_test_id("alarm-acknowledge")).to_have_count(0)
    [alarm] = await standing(admin, kind)
    await admin.do(f"/api/alarms/{alarm['id']}/acknowledge")
    await expect(page.get_by_test_id("alarm-noted")).to_contain_text("Acknowledged by")


@asynccontextmanager
async def killing(instance: Instance) -> AsyncIterator[None]:
    """Asterisk dies whenever it starts: one that is back within a second is no alarm."""

    async def kill_again_and_again() -> None:
        while True:
            if pid := running_asterisk(instance):
                os.kill(pid, signal.SIGKILL)
            await asyncio.sleep(0.1)

    async with asyncio.TaskGroup() as together:
        killer = together.create_task(kill_again_and_again())
        yield
        killer.cancel()


async def test_an_asterisk_that_is_killed_is_told_and_cleared_when_it_runs_again(
    product: Centre,
) -> None:
    kind = "asterisk-away"
    instance = asterisk_instance(Settings(ari_port=product.ari_port))
    async with person(product, "admin") as admin:
        assert await standing(admin, kind) == []
        async with killing(instance):
            raised = await until(admin, kind, stands=True, within=RAISED_WITHIN)
        [alarm] = await standing(admin, kind)
        assert alarm["severity"] == "critical"
        cleared = await until(admin, kind, stands=False, within=CLEARED_WITHIN)
        assert (await newest(admin, kind))["id"] == alarm["id"]
    print(f"Asterisk: raised after {raised:.1f} s, cleared after {cleared:.1f} s")


async def test_a_disk_that_is_nearly_full_by_its_limit_is_told_until_the_limit_is_met(
    product: Centre,
) -> None:
    async with person(product, "admin") as admin:
        before = (await admin.see("/api/options"))["disk_full_megabytes"]
        await admin.put("/api/options/disk_full_megabytes", value=1_000_000)
        raised = await until(admin, "disk-full", stands=True, within=RAISED_WITHIN)
        await admin.put("/api/options/disk_full_megabytes", value=before)
        await until(admin, "disk-full", stands=False, within=CLEARED_WITHIN)
    print(f"a disk: raised after {raised:.1f} s")
