"""`switchroom demo call`: a customer rings, presses keys, waits, talks; the journal is printed.

The customer is SIPp, calling as a trunk does. Whoever is signed in and ready at a desk may answer;
with a robot agent nobody need be.
"""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from switchroom.adapters.sipp import (
    Answers,
    AwaitHangUp,
    HangUp,
    Party,
    Pause,
    Place,
    Play,
    Press,
    answering_agent,
    call,
    tone,
)
from switchroom.app.demo.client import CentreClient, Row, until
from switchroom.app.running import first_password
from switchroom.app.settings import Settings
from switchroom.kernel.errors import SwitchroomError

ROBOT = "liqiang"
CUSTOMER = "13800138000"
NUMBER = "95598"
KEYS = ("1", "1")
CUSTOMER_PORT, CUSTOMER_MEDIA = 5072, 6072
ROBOT_PORT, ROBOT_MEDIA = 5076, 6092
Tell = Callable[[str], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """How the call goes.

    Attributes:
        robot: an agent of ours answers.
        answered_within: seconds for somebody to answer.
        talk: seconds of talk, when the robot answers.
    """

    robot: bool = False
    answered_within: float = 90.0
    talk: float = 5.0


async def demo_call(settings: Settings, story: Story, tell: Tell) -> bool:
    """Place the call; whether it was connected and recorded."""
    customer = CentreClient(settings)
    try:
        await customer.sign_in("supervisor", first_password(settings.home))
        with TemporaryDirectory(prefix="switchroom-demo-") as folder:
            async with _robot(settings, story, Path(folder), tell):
                return await _call(settings, story, Path(folder), customer, tell)
    finally:
        await customer.close()


async def _call(
    settings: Settings, story: Story, folder: Path, watcher: CentreClient, tell: Tell
) -> bool:
    newest = await _newest(watcher, "")
    tell(f"{CUSTOMER} calls {NUMBER} and presses {', '.join(KEYS)}")
    party = await _ring(settings, folder / "customer")
    try:
        before = newest["id"] if newest else ""
        opened = await until(lambda: _newest(watcher, before), 10)
        if opened is None:
            tell("The call did not arrive.")
            return False
        done = await until(
            lambda: _recorded(watcher, opened["id"]), story.answered_within + story.talk
        )
    finally:
        await party.leave()
    await _print_journal(watcher, opened["id"], tell)
    tell("Connected and recorded." if done else "Not connected and recorded in time.")
    return done is not None


async def _ring(settings: Settings, folder: Path) -> Party:
    sound = _sound(folder, 440.0)
    keys = [step for key in KEYS for step in (Pause(2_500), Press(key))]
    return await call(
        _place(settings, folder, CUSTOMER_PORT, CUSTOMER_MEDIA),
        NUMBER,
        [*keys, Play(sound), AwaitHangUp(120_000)],
        number=CUSTOMER,
    )


@asynccontextmanager
async def _robot(settings: Settings, story: Story, folder: Path, tell: Tell) -> AsyncIterator[None]:
    """An agent that answers, talks a while, and hangs up."""
    if not story.robot:
        tell("Waiting for somebody who is signed in and ready to answer")
        yield
        return
    robot = CentreClient(settings)
    await robot.sign_in(ROBOT, first_password(settings.home))
    telephone = await robot.post("/api/agent/softphone?browser=false")
    talk = (Play(_sound(folder / "robot", 660.0)), Pause(round(story.talk * 1000)), HangUp())
    party = await answering_agent(
        _place(settings, folder / "robot", ROBOT_PORT, ROBOT_MEDIA),
        telephone["extension"],
        telephone["password"],
        Answers(500, talk),
    )
    await robot.post("/api/agent/sign-in")
    await robot.post("/api/agent/ready")
    tell(f"The robot agent {ROBOT} is ready")
    try:
        yield
    finally:
        await party.kill()
        with suppress(SwitchroomError):
            await robot.post("/api/agent/not-ready", reason="break")
            await robot.post("/api/agent/wrap-up/finish")
        with suppress(SwitchroomError):
            await robot.post("/api/agent/sign-out")
        await robot.close()


def _sound(folder: Path, hertz: float) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    return tone(folder / "voice.alaw", hertz)


def _place(settings: Settings, folder: Path, port: int, media: int) -> Place:
    server = f"{settings.host}:{settings.sip_port}"
    return Place(folder=folder, server=server, port=port, media_port=media)


async def _newest(watcher: CentreClient, before: str) -> Row | None:
    """The newest call, unless it is the one from before."""
    page = await watcher.get("/api/interactions", limit="1")
    row: Row | None = next(iter(page["items"]), None)
    return row if row and row["id"] != before else None


async def _recorded(watcher: CentreClient, interaction: str) -> Row | None:
    row: Row = await watcher.get(f"/api/interactions/{interaction}")
    stored = [one for one in row["recordings"] if one["state"] == "stored"]
    return row if row["connected_at"] and row["ended_at"] and stored else None


async def _print_journal(watcher: CentreClient, interaction: str, tell: Tell) -> None:
    for line in await watcher.get(f"/api/interactions/{interaction}/journal"):
        at = datetime.fromtimestamp(line["at"] / 1000, UTC).strftime("%H:%M:%S.%f")[:-3]
        known = {k: v for k, v in line["data"].items() if k != "interaction" and v}
        shown = ", ".join(f"{key}={value}" for key, value in known.items())
        tell(f"  {at}  {line['type']:<24} {shown[:120]}")


def run_demo_call(settings: Settings, story: Story, tell: Tell) -> bool:
    """`demo_call`, from a program without a loop."""
    return asyncio.run(demo_call(settings, story, tell))
