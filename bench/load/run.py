"""One measurement: so many calls at such a rate; what both sides, the kernel and the wire saw."""

import math
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from resource import RUSAGE_CHILDREN, getrusage

from bench.load import cpu, parties
from bench.load.centre import Centre, Kept
from bench.load.hearing import first_after, hearing
from bench.load.ledger import Call, doubled_work, join, percentile
from bench.load.parties import Script, media_port, register
from bench.load.sounds import KEY

CALLER_PORT = 15118
AGENT_PORT = 15110
SETTLES_WITHIN = 30.0
"""Seconds until everything about the last call must have been stored."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """What is measured.

    Attributes:
        name: of it.
        server: `host:port` of its SIP.
        script: what callers and agents do.
        asterisk: its Asterisk's process.
        python: its other processes.
        centre: the product, or None for a peer, which keeps no records.
    """

    name: str
    server: str
    script: Script
    asterisk: Callable[[], int]
    python: Callable[[], list[int]]
    centre: Centre | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """What a measurement gave. Times in ms, CPU in seconds."""

    rate: float
    calls: int
    failed: int
    ringing: list[float]
    answer: list[float]
    prompt: list[float]
    asterisk: float
    python: float
    load: float
    busy: float
    doubled: int
    kept: Kept | None = None
    complaints: str = ""

    @property
    def unexplained(self) -> int:
        """By how much the database differs from what callers and agents saw."""
        if self.kept is None:
            return 0
        seen = (self.calls, self.calls, self.calls - self.failed, self.calls)
        kept = (self.kept.interactions, self.kept.callers, self.kept.connected, self.kept.ended)
        recorded = abs(self.kept.stored - (self.calls - self.failed))
        return sum(abs(a - b) for a, b in zip(seen, kept, strict=True)) + recorded

    @property
    def is_good(self) -> bool:
        """No call failed, none is unexplained, and nobody waited long for a ringing."""
        right = self.failed + self.doubled + self.unexplained == 0
        return right and percentile(self.ringing, 0.99) < 2000


async def measure(target: Target, folder: Path, rate: float, calls: int) -> Figures:
    """Place the calls; what came of them."""
    kept = target.centre.kept() if target.centre else None
    if target.centre:
        await register(folder / "register", target.server, AGENT_PORT, target.centre.secrets)
    books = _Books(target)
    agents = await parties.agents(folder / "agents", target.server, AGENT_PORT, target.script)
    try:
        async with hearing(folder / "heard.pcap", media_port(CALLER_PORT)) as heard:
            callers = await parties.callers(
                folder / "callers",
                target.server,
                CALLER_PORT,
                target.script,
                calls=calls,
                rate=rate,
            )
            await callers.finish(calls / rate + target.script.longest)
        busy = books.busy()
        if target.centre and kept:
            kept = await target.centre.settled(kept, calls, SETTLES_WITHIN)
    finally:
        await agents.stop()
    seen = _Seen(join(callers.entries, agents.entries), heard.moments())
    return Figures(
        rate=seen.rate,
        calls=calls,
        failed=calls - sum(call.succeeded for call in seen.calls.values()),
        ringing=seen.ringing(KEY),
        answer=seen.answer(),
        prompt=seen.prompt(),
        asterisk=books.asterisk(),
        python=books.python(),
        load=books.load(),
        busy=busy,
        doubled=doubled_work(agents.entries),
        kept=kept,
        complaints=callers.complaints() + agents.complaints(),
    )


class _Books:
    """CPU seconds since it was made."""

    def __init__(self, target: Target) -> None:
        self._target = target
        self._before = self._now()

    def asterisk(self) -> float:
        """Of Asterisk."""
        return self._now()[0] - self._before[0]

    def python(self) -> float:
        """Of the processes beside it."""
        return self._now()[1] - self._before[1]

    def load(self) -> float:
        """Of callers and agents, which have ended."""
        return self._now()[2] - self._before[2]

    def busy(self) -> float:
        """The share of the machine that was at work."""
        now = self._now()
        return (now[3] - self._before[3]) / (now[4] - self._before[4])

    def _now(self) -> tuple[float, float, float, float, float]:
        ended = getrusage(RUSAGE_CHILDREN)
        return (
            cpu.seconds([self._target.asterisk()]),
            cpu.seconds(self._target.python()),
            ended.ru_utime + ended.ru_stime,
            *cpu.machine(),
        )


@dataclass(frozen=True, slots=True)
class _Seen:
    """Both sides' ledgers, and what was heard."""

    calls: Mapping[str, Call]
    heard: Mapping[int, list[float]]

    @property
    def rate(self) -> float:
        """Calls a second as they were placed in truth."""
        begun = sorted(call.happened["called"] for call in self._called())
        return 1000 * (len(begun) - 1) / (begun[-1] - begun[0]) if len(begun) > 1 else math.nan

    def ringing(self, key_length: float) -> list[float]:
        """How long each had to wait for an agent's ringing."""
        return _known(call.until_ringing(key_length) for call in self._called())

    def answer(self) -> list[float]:
        """How long each had to wait for an answer."""
        return _known(call.until_answer() for call in self._called())

    def prompt(self) -> list[float]:
        """How long each had to wait for the first sound."""
        return _known(map(self._until_sound, self._called()))

    def _until_sound(self, call: Call) -> float | None:
        called = call.happened["called"]
        first = first_after(self.heard.get(call.media, []), called)
        return None if first is None else first - called

    def _called(self) -> Iterator[Call]:
        return (call for call in self.calls.values() if "called" in call.happened)


def _known(values: Iterable[float | None]) -> list[float]:
    return [value for value in values if value is not None]
