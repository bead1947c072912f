"""Many callers, or many agents, as one SIPp with one ledger."""

import asyncio
import contextlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import starmap
from pathlib import Path

import jinja2
from bench.load import sounds
from bench.load.ledger import Entry, read_entries

HERE = Path(__file__).parent
LOOPBACK = "127.0.0.1"
FIRST_NUMBER = 13_000_000_000
STARTS_WITHIN = 5.0
SCRIPT_ROOM = 5.0
"""Seconds that a call may take beyond its script before everything is stopped."""

_scenarios = jinja2.Environment(
    autoescape=False,
    loader=jinja2.FileSystemLoader(HERE),
    undefined=jinja2.StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Key:
    """A key that a caller presses, some ms after the answer or the key before."""

    digit: int
    after: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Script:
    """What a call is.

    Attributes:
        called: the number.
        keys: what the caller presses once answered.
        rings: ms that an agent's telephone rings.
        talks: ms that the agent stays before hanging up; 0: the caller hangs up.
        leaves_after: ms after which the caller hangs up; 0: the agent does.
        speech: ms that each of them speaks, 50 packets a second; else both are silent.
        patience: ms that a caller waits for the end before the call counts as lost.
    """

    called: str
    keys: tuple[Key, ...] = ()
    rings: int = 200
    talks: int = 2000
    leaves_after: int = 0
    speech: int = 400
    patience: int = 30_000

    @property
    def longest(self) -> float:
        """Seconds that a call can last."""
        pressing = sum(key.after for key in self.keys)
        return (pressing + max(self.patience, self.leaves_after)) / 1000 + SCRIPT_ROOM


class Parties:
    """A running SIPp."""

    def __init__(self, folder: Path, process: asyncio.subprocess.Process) -> None:
        self.folder = folder
        self.process = process

    @property
    def pid(self) -> int:
        """Its process."""
        return self.process.pid

    @property
    def entries(self) -> list[Entry]:
        """Its ledger so far."""
        return read_entries(self.folder / "ledger.log")

    def complaints(self, lines: int = 3) -> str:
        """The beginning of what SIPp found wrong."""
        with contextlib.suppress(FileNotFoundError), (self.folder / "errors.log").open() as file:
            return "".join(line for line, _ in zip(file, range(lines), strict=False))
        return ""

    async def finish(self, within: float) -> None:
        """Wait until it has ended by itself; at the latest it is ended."""
        try:
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self.process.wait(), within)
        finally:
            await self.stop()

    async def stop(self) -> None:
        """End it now."""
        with contextlib.suppress(ProcessLookupError):
            self.process.kill()
        await self.process.wait()


async def callers(
    folder: Path,
    server: str,
    port: int,
    script: Script,
    *,
    calls: int,
    rate: float,
    first: int = FIRST_NUMBER,
) -> Parties:
    """Begin to call: so many calls, so many a second, each from a number of its own."""
    _write_lines(folder, "numbers.csv", [f"{first + number};" for number in range(calls)])
    text = _scenarios.get_template("caller.xml.j2").render(
        keys=[
            (key.after, _key_file(folder, number, key)) for number, key in enumerate(script.keys)
        ],
        speech=_speech_file(folder, script),
        speaks_after=script.rings + 400,
        leaves_after=script.leaves_after,
        patience=script.patience,
    )
    options = [
        *("-s", script.called, "-inf", "numbers.csv", "-m", str(calls), "-l", str(calls)),
        *("-r", str(calls), "-rp", str(round(1000 * calls / rate))),
    ]
    return await _start(folder, server, port, text, options)


async def agents(folder: Path, server: str, port: int, script: Script) -> Parties:
    """Every agent's telephone: whoever is rung at this port answers."""
    text = _scenarios.get_template("agent.xml.j2").render(
        rings=script.rings,
        talks=script.talks,
        speech=_speech_file(folder, script),
    )
    answering = await _start(folder, server, port, text)
    try:
        await _bound(port)
    except TimeoutError:
        await answering.stop()
        raise ConnectionError(f"SIPp did not start: {answering.complaints()}") from None
    return answering


def media_port(port: int) -> int:
    """Where the parties at a SIP port have their sound: all of them at one port."""
    return port + 9_000


async def register(folder: Path, server: str, port: int, secrets: Mapping[str, str]) -> None:
    """Register every agent's telephone at the port where `agents` will answer.

    Raises:
        ConnectionError: some could not register.
    """
    _write_lines(folder, "users.csv", starmap(_credentials, secrets.items()))
    text = (HERE / "register.xml").read_text()
    options = ("-inf", "users.csv", "-m", str(len(secrets)), "-r", "100")
    party = await _start(folder, server, port, text, options)
    await party.finish(10 + len(secrets) / 50)
    registered = {entry.caller for entry in party.entries}
    if missing := secrets.keys() - registered:
        raise ConnectionError(f"{len(missing)} telephones not registered: {party.complaints()}")


def _write_lines(folder: Path, name: str, lines: Iterable[str]) -> None:
    """What SIPp takes one line of for each call."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / name).write_text("\n".join(["SEQUENTIAL", *lines, ""]))


def _credentials(user: str, secret: str) -> str:
    """SIPp expands the keyword of a field, but no field within a keyword."""
    return f"{user};[authentication username={user} password={secret}];"


def _key_file(folder: Path, number: int, key: Key) -> str:
    timestamp = sounds.SAMPLES * 100 * (number + 1)
    return sounds.key(folder / f"key-{number}.pcap", key.digit, timestamp).name


def _speech_file(folder: Path, script: Script) -> str:
    """The name of the file; none for those who are silent."""
    if not script.speech:
        return ""
    length = script.speech - script.speech % sounds.PACKET
    return sounds.speech(folder / "speech.pcap", length, sounds.SAMPLES * 1000).name


def _place(folder: Path, scenario: str) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "scenario.xml").write_text(scenario)
    for name in ("ledger.log", "errors.log"):
        (folder / name).unlink(missing_ok=True)


async def _start(
    folder: Path, server: str, port: int, scenario: str, options: Sequence[str] = ()
) -> Parties:
    _place(folder, scenario)
    process = await asyncio.create_subprocess_exec(
        *("sipp", server, "-sf", "scenario.xml", "-nostdin"),
        *("-i", LOOPBACK, "-p", str(port), "-mi", LOOPBACK, "-mp", str(media_port(port))),
        *("-trace_logs", "-log_file", "ledger.log"),
        *("-trace_err", "-error_file", "errors.log"),
        *options,
        cwd=folder,
        stdin=asyncio.subprocess.DEVNULL,
        stdout=asyncio.subprocess.DEVNULL,
        stderr=asyncio.subprocess.DEVNULL,
        start_new_session=True,
    )
    return Parties(folder, process)


async def _bound(port: int) -> None:
    """Wait until a UDP socket has the port; trying to bind it would take it away."""
    async with asyncio.timeout(STARTS_WITHIN):
        while f":{port:04X} " not in Path("/proc/net/udp").read_text():  # noqa: ASYNC110, ASYNC240
            await asyncio.sleep(0.02)
