"""Asterisk's life as our process."""

import asyncio
import os
import signal
import subprocess
import sys
from collections.abc import AsyncIterator, Callable
from dataclasses import replace
from pathlib import Path

import pytest

from switchroom.adapters.asterisk.client import AriAddress
from switchroom.adapters.asterisk.configuration import AsteriskConfiguration, Ports, Trunk
from switchroom.adapters.asterisk.console import ask, control_socket
from switchroom.adapters.asterisk.installation import find_root
from switchroom.adapters.asterisk.instance import Instance
from switchroom.adapters.asterisk.process import AsteriskProcess
from switchroom.adapters.asterisk.telephones import Telephone
from switchroom.adapters.asterisk.telephony import AsteriskTelephony
from switchroom.adapters.sipp import AwaitHangUp, Place, call, register
from switchroom.kernel.errors import UnavailableError
from switchroom.ports.telephony import Connected, Disconnected, LegArrived
from switchroom.runtime.clock import SystemClock
from switchroom.testing.telephony_contract import Listener

pytestmark = pytest.mark.integration

SECRET = "0123456789abcdef"
CONFIGURATION = AsteriskConfiguration(
    ari_password=SECRET,
    ports=Ports(http=18092, sip=15079, rtp=(20900, 20999)),
    sip_address="127.0.0.1",
)


@pytest.fixture
async def exits() -> list[int]:
    return []


@pytest.fixture
async def process(exits: list[int]) -> AsyncIterator[AsteriskProcess]:
    root = find_root()
    assert root is not None
    instance = Instance(root, "killed")
    process = AsteriskProcess(instance, CONFIGURATION, SystemClock(), exited=exits.append)
    await process.start()
    yield process
    await process.stop()
    instance.remove()


@pytest.fixture
async def telephony(process: AsteriskProcess) -> AsyncIterator[AsteriskTelephony]:
    telephony = AsteriskTelephony(AriAddress("127.0.0.1", 18092, SECRET), process.instance)
    telephony.start()
    yield telephony
    await telephony.close()


async def registers(folder: Path, secret: str, port: int = 15078) -> bool:
    place = Place(folder=folder, server="127.0.0.1:15079", port=port, media_port=20900)
    return (await register(place, "agent-1001", secret)).went_well


async def test_voice_goes_before_all_other_work_when_that_is_allowed(
    process: AsteriskProcess,
) -> None:
    try_it = "import os; os.sched_setscheduler(0, os.SCHED_RR, os.sched_param(10))"
    command = (sys.executable, "-c", try_it)
    attempt = await asyncio.create_subprocess_exec(*command, stderr=subprocess.DEVNULL)
    allowed = await attempt.wait() == 0

    assert process.pid
    assert (os.sched_getscheduler(process.pid) == os.SCHED_RR) == allowed


async def test_asterisk_is_started_again_and_told_its_telephones_when_it_is_killed(
    process: AsteriskProcess, telephony: AsteriskTelephony, exits: list[int], tmp_path: Path
) -> None:
    listener = Listener(telephony)
    listener.start()
    await listener.until(Connected)
    await telephony.telephones.provide(Telephone(extension="1001", secret="a" * 32, browser=False))
    first = process.pid or 0
    os.kill(first, signal.SIGKILL)
    await listener.until(Disconnected)
    await listener.until(Connected)
    await asyncio.sleep(0.2)
    assert process.pid != first
    assert exits == [128 + signal.SIGKILL]
    assert await registers(tmp_path, "a" * 32)
    await listener.close()


async def test_only_the_new_secret_is_good_when_it_is_replaced(
    telephony: AsteriskTelephony, tmp_path: Path
) -> None:
    listener = Listener(telephony)
    listener.start()
    await listener.until(Connected)
    old, new = (
        Telephone(extension="1001", secret=letter * 32, browser=False) for letter in ("a", "b")
    )
    await telephony.telephones.provide(old)
    assert await registers(tmp_path, "a" * 32)
    await telephony.telephones.provide(new)
    assert not await registers(tmp_path, "a" * 32)
    assert await registers(tmp_path, "b" * 32)
    await telephony.telephones.withdraw("1001")
    assert not await registers(tmp_path, "b" * 32)
    await listener.close()


async def test_only_the_place_that_registered_last_is_rung_when_an_agent_moves(
    process: AsteriskProcess, telephony: AsteriskTelephony, tmp_path: Path
) -> None:
    listener = Listener(telephony)
    listener.start()
    await listener.until(Connected)
    for letter, port in (("a", 15078), ("b", 15080), ("c", 15081)):
        secret = letter * 32
        await telephony.telephones.provide(
            Telephone(extension="1001", secret=secret, browser=False)
        )
        assert await registers(tmp_path, secret, port)
    contacts = await ask(control_socket(process.instance), "pjsip show contacts")
    assert contacts.count("agent-1001/sip:") == 1
    assert "15081" in contacts
    await listener.close()


async def test_telephones_stay_and_trunks_come_when_the_files_are_read_again(
    process: AsteriskProcess, telephony: AsteriskTelephony, tmp_path: Path
) -> None:
    listener = Listener(telephony)
    listener.start()
    await listener.until(Connected)
    await telephony.telephones.provide(Telephone(extension="1001", secret="a" * 32, browser=False))
    trunk = Trunk(name="second", host="127.0.0.1:15077", matches=("127.0.0.1",))
    process.configure(replace(CONFIGURATION, trunks=(trunk,)))
    await telephony.reload()
    place = Place(folder=tmp_path, server="127.0.0.1:15079", port=15077, media_port=20900)
    caller = await call(place, "95598", (AwaitHangUp(),))
    assert (await listener.until(LegArrived)).trunk == "second"
    await caller.kill()
    assert await registers(tmp_path, "a" * 32)
    await listener.close()


async def test_calls_beyond_the_rate_are_refused_at_the_door(
    process: AsteriskProcess, telephony: AsteriskTelephony, tmp_path: Path
) -> None:
    """Six calls in a third of a second, which may touch two seconds of two calls each."""
    listener = Listener(telephony)
    listener.start()
    await listener.until(Connected)
    trunk = Trunk(name="main", host="127.0.0.1:15077", matches=("127.0.0.1",))
    process.configure(replace(CONFIGURATION, trunks=(trunk,), calls_per_second=2))
    await telephony.reload()
    place = Place(folder=tmp_path, server="127.0.0.1:15079", port=15077, media_port=20900)
    callers = await call(place, "95598", (AwaitHangUp(),), calls=6, rate=20)
    came = [event for event in await listener.settle(1.5) if isinstance(event, LegArrived)]
    refused = {e.call for e in (await callers.kill()).entries if e.status == 503}
    assert 2 <= len(came) <= 4
    assert len(came) + len(refused) == 6
    await listener.close()


async def test_start_says_which_port_is_taken(process: AsteriskProcess) -> None:
    """A second instance on the ports of the first."""
    instance = Instance(process.instance.root, "late")
    late = AsteriskProcess(instance, CONFIGURATION, SystemClock())
    with pytest.raises(UnavailableError, match="18092"):
        await late.start()
    instance.remove()


async def test_another_centre_leaves_it_alone_when_it_is_held(process: AsteriskProcess) -> None:
    pid = process.pid
    stranger = replace(CONFIGURATION, ari_password="fedcba9876543210")
    other = AsteriskProcess(process.instance, stranger, SystemClock())
    with pytest.raises(UnavailableError, match="Another centre"):
        await other.start()
    assert pid
    assert process.pid == pid


async def test_calls_go_on_when_the_application_is_killed(tmp_path: Path) -> None:
    root = find_root()
    assert root
    instance = Instance(root, "killed")
    first = AsteriskProcess(instance, CONFIGURATION, SystemClock(), patience=60)
    await first.start()
    pid = first.pid
    await first.leave()

    second = AsteriskProcess(instance, CONFIGURATION, SystemClock(), patience=60)
    await second.start()
    taken_over = second.pid
    await second.stop()
    instance.remove()
    assert pid
    assert taken_over == pid
    assert not is_alive(pid)


async def test_another_asterisk_starts_when_no_reload_could_change_the_first() -> None:
    root = find_root()
    assert root
    instance = Instance(root, "killed")
    first = AsteriskProcess(instance, CONFIGURATION, SystemClock(), patience=60)
    await first.start()
    pid = first.pid
    await first.leave()

    other = replace(CONFIGURATION, ports=replace(CONFIGURATION.ports, sip=15082))
    second = AsteriskProcess(instance, other, SystemClock())
    await second.start()
    assert second.pid not in {pid, None}
    await second.stop()
    instance.remove()


async def test_another_keeper_has_the_same_asterisk_when_the_first_is_killed(
    process: AsteriskProcess, exits: list[int]
) -> None:
    pid = process.pid
    assert pid
    first = parent_of(pid)
    socket = process.instance.root.host(process.instance.home / "keeper.sock")
    socket.unlink()
    os.kill(first, signal.SIGKILL)
    await until(socket.exists)
    await asyncio.sleep(0.2)  # until it has looked for the one that runs
    assert process.pid == pid
    assert exits == []
    os.kill(pid, signal.SIGKILL)
    await until(lambda: process.pid not in {pid, None} and exits == [0])


async def test_asterisk_ends_when_nobody_comes_back() -> None:
    root = find_root()
    assert root
    instance = Instance(root, "killed")
    process = AsteriskProcess(instance, CONFIGURATION, SystemClock())
    await process.start()
    pid = process.pid
    await process.leave()
    assert pid
    await until(lambda: not is_alive(pid))
    instance.remove()


async def until(done: Callable[[], bool]) -> None:
    async with asyncio.timeout(20):
        while not done():  # noqa: ASYNC110 other processes
            await asyncio.sleep(0.05)


def is_alive(pid: int) -> bool:
    return Path(f"/proc/{pid}").exists()


def parent_of(pid: int) -> int:
    return int(Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[1])
