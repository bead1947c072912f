"""Calls held at once: so many wait with music, so many talk, and nobody may be dropped.

    python -m bench.held [--waiting 100] [--talking 100] [--seconds 30] [--markdown]

Talkers come first, one for each agent, then those who wait. All stay for the given time, and all
send sound without a pause; what they cost meanwhile is printed. Those who wait leave first, then
those who talk; whoever was hung up on, was not answered though an agent was meant for them, or
stands wrongly in the database is counted.
"""

import argparse
import asyncio
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory

from bench.load import cpu, parties
from bench.load.centre import Centre
from bench.load.ledger import Call, join
from bench.load.parties import Script
from bench.load.run import AGENT_PORT, CALLER_PORT, SETTLES_WITHIN, Target
from bench.load.stopping import run_until_told
from bench.load.targets import KEYS, switchroom

ARRIVING = 10.0
"""Calls a second while the stage is set."""

WAITER_PORT = CALLER_PORT - 4
MENU = sum(key.after for key in KEYS) / 1000
ENCODING = 0.05
"""Seconds that a second of talk may take to be encoded, all ending at once."""

ROOM = 5.0
"""Seconds for the last arrivals to reach their place, or to be gone."""


@dataclass(frozen=True, slots=True)
class Plan:
    """Who is held, and for how many seconds."""

    talking: int
    waiting: int
    seconds: float

    @property
    def until_all_talk(self) -> float:
        """From the first talker's call."""
        return self.talking / ARRIVING + MENU + ROOM

    @property
    def until_all_wait(self) -> float:
        """From the first waiter's call."""
        return self.waiting / ARRIVING + MENU + ROOM

    @property
    def wait(self) -> float:
        """How long each stays in the queue."""
        return self.until_all_wait - MENU + self.seconds

    @property
    def talk(self) -> float:
        """How long each talks: until all who wait have left, or they would get the agents."""
        return self.until_all_talk + self.until_all_wait + self.wait + ROOM


@dataclass(frozen=True, slots=True)
class Cost:
    """CPU seconds of Asterisk, of Python, and of callers and agents."""

    asterisk: float
    python: float
    load: float

    def share(self, before: "Cost", seconds: float) -> "Cost":
        """As shares of one core since then."""
        return Cost(
            (self.asterisk - before.asterisk) / seconds,
            (self.python - before.python) / seconds,
            (self.load - before.load) / seconds,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """What holding cost; memory in bytes."""

    plan: Plan
    cost: Cost
    asterisk_memory: int
    python_memory: int
    dropped: int
    unexplained: int

    def rows(self) -> list[tuple[str, str]]:
        """Names and values."""
        mega = 1024 * 1024
        return [
            ("talking", f"{self.plan.talking}"),
            ("waiting with music", f"{self.plan.waiting}"),
            ("for seconds", f"{self.plan.seconds:g}"),
            ("dropped", f"{self.dropped}"),
            ("unexplained in the database", f"{self.unexplained}"),
            ("Asterisk, share of one core", f"{self.cost.asterisk:.1%}"),
            ("Python, share of one core", f"{self.cost.python:.1%}"),
            ("callers and agents, share of one core", f"{self.cost.load:.1%}"),
            ("Asterisk, memory", f"{self.asterisk_memory / mega:.0f} MB"),
            ("Python, memory", f"{self.python_memory / mega:.0f} MB"),
        ]


async def main(options: argparse.Namespace) -> None:
    plan = Plan(options.talking, options.waiting, options.seconds)
    script = Script(called="", talks=0, speech=round(1000 * plan.talk))
    with TemporaryDirectory(prefix="switchroom-bench-") as folder:
        async with switchroom(Path(folder), plan.talking, script) as target:
            assert target.centre
            held = await hold(target, target.centre, plan, Path(folder))
    for name, value in held.rows():
        print(f"| {name} | {value} |" if options.markdown else f"{name:40} {value}")
    if held.dropped or held.unexplained:
        raise SystemExit(1)


async def hold(target: Target, centre: Centre, plan: Plan, folder: Path) -> Held:
    """Let them come, stay, and go."""
    before = centre.kept()
    await parties.register(folder / "register", target.server, AGENT_PORT, centre.secrets)
    async with _on_stage(target, plan, folder) as stage:
        await asyncio.sleep(plan.until_all_talk)
        await stage.call("waiting", WAITER_PORT, plan.waiting, plan.wait)
        await asyncio.sleep(plan.until_all_wait)
        cost = _cost(target, stage)
        await asyncio.sleep(plan.seconds)
        cost = _cost(target, stage).share(cost, plan.seconds)
        memory = cpu.memory([target.asterisk()]), cpu.memory(target.python())
        await stage.finish(plan.talk + ROOM)
    within = SETTLES_WITHIN + ENCODING * plan.talking * plan.talk
    added = await centre.settled(before, plan.talking + plan.waiting, within)
    wanted = (plan.talking + plan.waiting, plan.talking, plan.talking)
    kept = (added.ended, added.connected, added.stored)
    return Held(
        plan=plan,
        cost=cost,
        asterisk_memory=memory[0],
        python_memory=memory[1],
        dropped=_dropped(stage.calls(), plan),
        unexplained=sum(abs(a - b) for a, b in zip(wanted, kept, strict=True)),
    )


class Stage:
    """Agents, and callers as they come."""

    def __init__(self, target: Target, folder: Path, agents: parties.Parties) -> None:
        self._target = target
        self._folder = folder
        self._agents = agents
        self._callers: list[parties.Parties] = []

    @property
    def pids(self) -> list[int]:
        """Their processes."""
        return [one.pid for one in (self._agents, *self._callers)]

    async def call(self, name: str, port: int, calls: int, stays: float) -> None:
        """More callers, who hang up after so many seconds."""
        stays_ms = round(1000 * stays)
        script = replace(self._target.script, leaves_after=stays_ms, speech=stays_ms)
        first = parties.FIRST_NUMBER + 1_000_000 * len(self._callers)
        self._callers.append(
            await parties.callers(
                *(self._folder / name, self._target.server, port, script),
                calls=calls,
                rate=ARRIVING,
                first=first,
            )
        )

    async def finish(self, within: float) -> None:
        """Wait until all callers have gone."""
        for one in reversed(self._callers):
            await one.finish(within)

    async def close(self) -> None:
        """End what still runs."""
        for one in (*self._callers, self._agents):
            await one.stop()

    def calls(self) -> Mapping[str, Call]:
        """Everybody's ledger."""
        return join([e for one in self._callers for e in one.entries], self._agents.entries)


@asynccontextmanager
async def _on_stage(target: Target, plan: Plan, folder: Path) -> AsyncIterator[Stage]:
    agents = await parties.agents(folder / "agents", target.server, AGENT_PORT, target.script)
    stage = Stage(target, folder, agents)
    try:
        await stage.call("talking", CALLER_PORT, plan.talking, plan.talk)
        yield stage
    finally:
        await stage.close()


def _cost(target: Target, stage: Stage) -> Cost:
    return Cost(
        cpu.seconds([target.asterisk()]), cpu.seconds(target.python()), cpu.seconds(stage.pids)
    )


def _dropped(calls: Mapping[str, Call], plan: Plan) -> int:
    """Those who did not leave by themselves, and those whom no agent, or a second one, answered."""
    stayed = sum("leaving" in call.happened for call in calls.values())
    talked = sum(len(call.talking) == 1 for call in calls.values())
    return plan.talking + plan.waiting - stayed + abs(plan.talking - talked)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("--talking", type=int, default=100, help="calls with an agent")
    parser.add_argument("--waiting", type=int, default=100, help="calls in the queue")
    parser.add_argument("--seconds", type=float, default=30.0, help="how long all are held")
    parser.add_argument("--markdown", action="store_true", help="print rows of a table")
    return parser.parse_args()


if __name__ == "__main__":
    run_until_told(main(_options()))
