"""SIPp as callers and agents: real SIP, real RTP, RFC 4733 keys.

SIPp 3.6 sends its keys and its sounds from the media port, and its keys as payload type 96; the
scenarios' session descriptions say so. Its keys leave by a raw socket: that needs root.
"""

import asyncio
import contextlib
from collections.abc import Sequence
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path

import jinja2

from switchroom.adapters.sipp.leaving import cue, farewell, send
from switchroom.adapters.sipp.ledger import Ledger, read_entries
from switchroom.adapters.sipp.steps import Answers, AwaitHangUp, Behaviour, Step

STARTS_WITHIN = 5.0
LEAVES_WITHIN = 3.0
WHOLE_MESSAGES = "messages.log"

_scenarios = jinja2.Environment(
    autoescape=False,  # noqa: S701 SIP messages in CDATA sections
    loader=jinja2.FunctionLoader(
        lambda name: (files("switchroom.adapters.sipp") / name).read_text()
    ),
    undefined=jinja2.StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where a scripted party stands.

    Attributes:
        folder: for its scenario and logs; its own.
        server: `host:port` of the SIP server.
        port: its SIP port.
        media_port: its RTP port.
        address: its IP address.
    """

    folder: Path
    server: str
    port: int
    media_port: int
    address: str = "127.0.0.1"


class Party:
    """A running SIPp."""

    def __init__(self, process: asyncio.subprocess.Process, place: Place) -> None:
        self._process = process
        self._place = place
        self._folder = place.folder
        self._cues = 1

    async def finish(self, within: float = 60.0) -> Ledger:
        """Wait until its calls are over; its ledger. TimeoutError, and its end, when they last."""
        try:
            async with asyncio.timeout(within):
                await self._process.wait()
        except TimeoutError:
            await self.leave()
            raise
        return self.ledger()

    async def leave(self) -> Ledger:
        """Hang up as people do, by BYE or CANCEL, whatever the script says; its ledger.

        A party that has no call, or does not leave in time, is killed. One call at a time.
        """
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(LEAVES_WITHIN):
                while self._say_farewell():  # noqa: ASYNC110 another process's log
                    await asyncio.sleep(0.2)
        return await self.kill()

    def _say_farewell(self) -> bool:
        """Whether there was somebody to say it to; a repetition does no harm."""
        if self._process.returncode is not None:
            return False
        log = self._folder / WHOLE_MESSAGES
        message = farewell(log.read_bytes()) if log.exists() else None
        if message:
            send(message, self._place.address, self._place.port)
        return message is not None

    def cue(self) -> None:
        """Let a script that awaits it go on; one that does not would end its call."""
        self._cues += 1
        message = cue((self._folder / WHOLE_MESSAGES).read_bytes(), self._cues)
        if message is None:
            raise ConnectionError("the party has no call yet")
        send(message, self._place.address, self._place.port)

    async def kill(self) -> Ledger:
        """End it now, without a BYE; its ledger so far."""
        with contextlib.suppress(ProcessLookupError):
            self._process.kill()
        await self._process.wait()
        return self.ledger()

    def ledger(self) -> Ledger:
        """What it has seen so far."""
        code = self._process.returncode
        entries = read_entries(self._folder / "messages.csv")
        return Ledger(entries, -1 if code is None else code)

    def errors(self) -> str:
        """What SIPp complained about."""
        path = self._folder / "errors.log"
        return path.read_text(errors="replace") if path.exists() else ""


async def call(
    place: Place,
    called: str,
    steps: Sequence[Step] = (AwaitHangUp(),),
    *,
    number: str = "13800138000",
    name: str = "",
    gives_up_after: int | None = None,
    calls: int = 1,
    rate: float = 1.0,
) -> Party:
    """Call a number, from an address that is a trunk's.

    Args:
        place: where the caller stands.
        called: the number.
        steps: what it does once it is answered; ends with `HangUp` or `AwaitHangUp`.
        number: its own number.
        name: its display name.
        gives_up_after: hang up so many ms after the first ringing, unanswered.
        calls: how many calls; those with sound or keys should be alone at their place.
        rate: how many of them begin in a second.
    """
    text = _scenarios.get_template("caller.xml.j2").render(
        steps=steps, number=number, name=name, gives_up_after=gives_up_after
    )
    load = ("-m", str(calls), "-r", str(max(1, round(rate))))
    # Only one who calls alone keeps whole messages: `Party.leave` needs them.
    whole = ("-trace_msg", "-message_file", WHOLE_MESSAGES) if calls == 1 else ()
    return await _start(place, text, "-s", called, *load, *whole)


async def register(place: Place, user: str, secret: str, expires: int = 300) -> Ledger:
    """Register a telephone at the place by digest authentication."""
    text = _scenarios.get_template("register.xml.j2").render(
        user=user, secret=secret, expires=expires
    )
    return await (await _start(place, text, "-m", "1")).finish(10.0)


async def answering_agent(
    place: Place,
    extension: str,
    secret: str,
    behaviour: Behaviour | None = None,
    *,
    calls: int = 1,
) -> Party:
    """Register `agent-<extension>` and take calls.

    Raises:
        ConnectionError: the registration was refused.
    """
    user = f"agent-{extension}"
    registered = await register(place, user, secret)
    if not registered.went_well:
        raise ConnectionError(f"{user} could not register: {registered.entries}")
    return await answering(place, user, behaviour, calls=calls)


async def answering(
    place: Place, user: str, behaviour: Behaviour | None = None, *, calls: int = 1
) -> Party:
    """Take calls at the place, unregistered: somebody outside, where a trunk leads to."""
    text = _scenarios.get_template("agent.xml.j2").render(
        user=user, behaviour=behaviour or Answers()
    )
    party = await _start(place, text, "-m", str(calls))
    async with asyncio.timeout(STARTS_WITHIN):
        while not _is_bound(place.port):  # noqa: ASYNC110 nobody tells us
            await asyncio.sleep(0.02)
    return party


def _is_bound(port: int) -> bool:
    """Whether a UDP socket has the port; trying to bind it would take it from SIPp."""
    return f":{port:04X} " in Path("/proc/net/udp").read_text()


async def _start(place: Place, scenario: str, *options: str) -> Party:
    place.folder.mkdir(parents=True, exist_ok=True)
    for name in ("messages.csv", WHOLE_MESSAGES, "errors.log"):
        (place.folder / name).unlink(missing_ok=True)
    (place.folder / "scenario.xml").write_text(scenario)
    process = await asyncio.create_subprocess_exec(
        *("sipp", place.server, "-sf", "scenario.xml", "-nostdin"),
        *("-i", place.address, "-p", str(place.port)),
        *("-mi", place.address, "-mp", str(place.media_port)),
        *("-trace_shortmsg", "-shortmessage_file", "messages.csv"),
        *("-trace_err", "-error_file", "errors.log"),
        *options,
        cwd=place.folder,
        stdin=asyncio.subprocess.DEVNULL,
        stdout=asyncio.subprocess.DEVNULL,
        stderr=asyncio.subprocess.DEVNULL,
    )
    return Party(process, place)
