"""`switchroom serve`: all roles in one process, until it is told to stop."""

import asyncio
import signal
from collections.abc import Callable, Coroutine, Generator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any

import uvicorn
from fastapi import FastAPI
from typing_extensions import override

from switchroom.app.administration import install_administration
from switchroom.app.audience import audience
from switchroom.app.day_lore import DayLore
from switchroom.app.first_run import set_up_code
from switchroom.app.flow_world import CentreFlowWorld
from switchroom.app.prompt_world import CentrePromptWorld
from switchroom.app.routers import ROUTERS
from switchroom.app.running import RunningCentre
from switchroom.app.settings import Settings
from switchroom.app.staff import staff
from switchroom.app.web.application import build_web
from switchroom.domain.routing.commands import SignOut
from switchroom.features.agents.service import agent_card, get_agent
from switchroom.features.customers.seeing import sees_customer
from switchroom.features.interactions.finding import may_see
from switchroom.features.prompts.http import Workshop
from switchroom.features.users.authentication import Authentication
from switchroom.features.users.service import get_user
from switchroom.runtime.web.access import Identity
from switchroom.runtime.web.sight import Sight

DESK = Path(__file__).parents[3] / "web/desk/dist"


async def serve(
    settings: Settings, tell: Callable[[str], None], ready: Callable[[list[str]], None]
) -> None:
    """Run a centre; returns when it has been stopped by a signal, also while starting.

    SIGINT and SIGTERM stop everything. SIGHUP leaves the calls to the next one who serves them.
    """
    running = RunningCentre(settings)
    stopping = asyncio.Event()

    def stop(*, leave_calls: bool) -> None:
        running.leaves_calls = leave_calls
        stopping.set()

    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        handler = partial(stop, leave_calls=number == signal.SIGHUP)
        asyncio.get_running_loop().add_signal_handler(number, handler)
    try:
        await _unless(stopping, _run(running, tell, ready))
    finally:
        tell("Stopping")
        await running.close()


async def _run(
    running: RunningCentre, tell: Callable[[str], None], ready: Callable[[list[str]], None]
) -> None:
    await running.start(tell)
    server = _server(running)
    async with asyncio.TaskGroup() as together:
        together.create_task(server.serve())
        try:
            await running.make_prompts(tell)
            ready(await running.usernames())
            await asyncio.Event().wait()
        finally:
            server.should_exit = True


async def _unless(stopping: asyncio.Event, work: Coroutine[Any, Any, None]) -> None:
    """Do the work until it is done, or it is to stop; its error is the caller's."""
    tasks = [asyncio.get_running_loop().create_task(one) for one in (work, stopping.wait())]
    await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
    for task in tasks:
        task.cancel()
    outcomes = await asyncio.gather(*tasks, return_exceptions=True)
    for outcome in outcomes:
        if isinstance(outcome, Exception):
            raise outcome


def web_of(running: RunningCentre) -> FastAPI:
    """The web application of a running centre."""
    centre = running.centre

    async def leave(identity: Identity) -> None:
        if identity.agent:
            await running.bus.send(SignOut(agent=identity.agent))

    authentication = Authentication(centre, agent_card, leave)
    parts = (
        ("database", running.database_state),
        ("bus", running.bus_state),
        ("asterisk", running.asterisk_state),
        ("prompts", running.prompts_state),
    )
    app = build_web(centre, running.view, authentication.identify, ROUTERS, parts, DESK)
    app.state.authentication = authentication
    app.state.set_up_code = set_up_code(running.settings.home)
    _let_know_features(app, running)
    _let_know_telephony(app, running)
    install_administration(app, running)
    return app


def _let_know_features(app: FastAPI, running: RunningCentre) -> None:
    """What routes need of parts that live, and of each other's features."""
    app.state.desk = running.desk
    app.state.alarms = running.alarms
    app.state.ringing_back = running.ringing_back
    app.state.subscriptions = running.subscriptions
    app.state.board = running.board
    app.state.board_lore = running.board_lore
    app.state.day_lore = DayLore(running.surroundings)
    app.state.sight = Sight(
        store=running.store, sees_contact=may_see, sees_customer=sees_customer, agent=get_user
    )
    app.state.audience = audience(running.board_lore, running.desk.hub)
    app.state.surroundings = running.surroundings
    app.state.region = running.settings.region
    app.state.reception = running.reception
    app.state.staff = staff
    app.state.recordings = running.shelf
    app.state.flow_world = CentreFlowWorld(running.prompts, running.settings.region)
    app.state.prompt_workshop = Workshop(studio=running.studio, world=CentrePromptWorld())


def _let_know_telephony(app: FastAPI, running: RunningCentre) -> None:
    """What routes need of telephones and lines."""

    async def extension_of(agent: str) -> str | None:
        card = await running.store.read(lambda c: get_agent(c, agent))
        return card.extension if card else None

    app.state.trunks = running.side.trunks
    app.state.telephones = running.side.exchange
    app.state.book = running.directory
    app.state.extension_of = extension_of
    app.state.telephone_ports = {
        "http": running.settings.ari_port,
        "https": running.settings.wss_port,
    }
    app.state.sip_port = running.settings.sip_port


def _server(running: RunningCentre) -> uvicorn.Server:
    config = uvicorn.Config(
        web_of(running),
        host=running.settings.host,
        port=running.settings.http_port,
        ssl_certfile=running.settings.tls_cert,
        ssl_keyfile=running.settings.tls_key,
        log_config=None,
        access_log=False,
        lifespan="off",
        ws_max_size=65_536,
        timeout_graceful_shutdown=2,
    )
    return _Server(config)


class _Server(uvicorn.Server):
    """Leaves signals alone: `serve` stops it in its turn."""

    @override
    @contextmanager
    def capture_signals(self) -> Generator[None, None, None]:
        yield
