"""A running centre: every part, in the order in which they need each other."""

import asyncio
import os
from collections.abc import Callable
from contextlib import AsyncExitStack
from functools import partial
from pathlib import Path

import structlog
from sqlalchemy import Connection, text

from switchroom.adapters.sound.workshop import SoundWorkshop
from switchroom.adapters.speech.choice import best_speech
from switchroom.app.alarms.starting import start_alarms
from switchroom.app.backup.lock import is_being_made
from switchroom.app.board_lore import BoardLore
from switchroom.app.cut_off import lost_call, on_duty
from switchroom.app.database import database, engines
from switchroom.app.directory import CentreDirectory
from switchroom.app.installing import install_pack, is_installed
from switchroom.app.integrity.head import HeadKeeper
from switchroom.app.lock import HomeLock
from switchroom.app.lore import DeskLore
from switchroom.app.messages import message_types, projectors
from switchroom.app.migrations import migrate
from switchroom.app.ports import require_free_ports
from switchroom.app.settings import Settings
from switchroom.app.surroundings import surroundings
from switchroom.app.visitors import VisitorSurroundings
from switchroom.app.voice import VoiceSide, place_away_announcement, place_music
from switchroom.channels.voice.channel import VoiceChannel
from switchroom.channels.voice.line import World
from switchroom.channels.voice.performing import Performer
from switchroom.domain.flow.contents import fixed_texts as flow_texts
from switchroom.domain.numbers.area import warm_up
from switchroom.domain.routing.commands import DefineAgent, SignOut
from switchroom.domain.routing.rules import AgentRule, QueueRule
from switchroom.domain.speaking.catalogue import fixed_texts
from switchroom.domain.speaking.pieces import Piece
from switchroom.features.agents.events import AgentRemoved, AgentSet
from switchroom.features.agents.service import agent_rules, get_agent
from switchroom.features.desk.cut_off import CallingBackTheLost
from switchroom.features.desk.live import LiveDesk
from switchroom.features.desk.ringing_back import RingingBack
from switchroom.features.interactions.finding import may_see
from switchroom.features.packs.reading import read_pack
from switchroom.features.prompts.library import PromptLibrary
from switchroom.features.prompts.studio import PromptStudio
from switchroom.features.queues.owner import RoutingOwner
from switchroom.features.queues.view import LiveRouting
from switchroom.features.recordings.http import RecordingShelf
from switchroom.features.recordings.removing import RecordingRemover
from switchroom.features.recordings.storing import RecordingStorer, Spool
from switchroom.features.settings import catalogue
from switchroom.features.settings.events import FlowPublished, SettingPut, SettingRemoved
from switchroom.features.settings.records import Trunk
from switchroom.features.settings.switches import read_options
from switchroom.features.supervision.board import LiveBoard
from switchroom.features.supervision.following import Following
from switchroom.features.users.events import SessionEnded, UserChanged
from switchroom.features.users.passwords import Passwords
from switchroom.features.users.service import all_users
from switchroom.features.visitors.reception import Reception
from switchroom.ports.sound import SoundFormat
from switchroom.runtime.bus import LocalBus
from switchroom.runtime.clock import SystemClock
from switchroom.runtime.ids import UlidIds
from switchroom.runtime.store import SqlStore
from switchroom.runtime.tasks import Tasks
from switchroom.runtime.timers import Timers
from switchroom.runtime.web.centre import Centre
from switchroom.runtime.web.topics import Subscription, Subscriptions

log = structlog.get_logger(__name__)
PACKS = Path(__file__).parents[3] / "packs"
Tell = Callable[[str], None]
"""Hears what is being done, a line at a time."""


class RunningCentre:
    """Everything of one process; `start`, then `close`, once each."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self.clock = SystemClock()
        self.ids = UlidIds(self.clock)
        self.bus = LocalBus()
        self.lock = HomeLock(settings.home)
        self.types = message_types()
        self.prompts_ready = False
        self.leaves_calls = False
        self._tasks = Tasks("centre")
        self._parts = AsyncExitStack()

    async def start(self, tell: Tell) -> None:
        """Open the database, take up what was going on, and take calls."""
        require_free_ports(self.settings)
        self.lock.take()
        self._parts.callback(self.lock.release)
        await self._open_store(tell)
        await self._prepare_voice()
        await self._start_routing()
        await self._start_voice(tell)
        self.alarms = await start_alarms(self, self._parts)
        self._tasks.start(asyncio.to_thread(warm_up), "areas")

    async def close(self) -> None:
        """Stop everything that was started, the last first."""
        await self._parts.aclose()

    async def usernames(self) -> list[str]:
        """The names that people sign in with."""
        return [user.username for user in await self.store.read(all_users) if user.active]

    @property
    def centre(self) -> Centre:
        """What the web's routes work with."""
        return Centre(store=self.store, bus=self.bus, clock=self.clock, ids=self.ids)

    async def _open_store(self, tell: Tell) -> None:
        writer, reader = engines(self.settings)
        tell("Opening the database")
        await asyncio.to_thread(migrate, writer)
        self.store = SqlStore(
            database(writer, reader), self.bus, self.clock, self.types, projectors()
        )
        self.timers = Timers(self.store, self.bus, self.clock, self.types)
        self.store.on_timers_changed = self.timers.changed
        await self.store.start()
        self._parts.push_async_callback(self.store.close)
        self.chain = HeadKeeper(self.store, self.clock, self.settings.home)
        self.chain.start()
        self._parts.push_async_callback(self.chain.close)
        if not await self.store.read(is_installed):
            await self._install(tell)
        self.directory = CentreDirectory(self.store, self.settings.region, self.clock)
        await self.directory.refresh()
        self.bus.watch(FlowPublished, self._flows_changed)
        self.bus.watch(SettingPut, self._setting_changed)
        self.bus.watch(SettingRemoved, self._setting_changed)
        self.bus.watch(AgentSet, self._agent_changed)
        self.bus.watch(AgentRemoved, self._agent_removed)
        self.bus.watch(UserChanged, self._user_changed)
        self.bus.watch(SessionEnded, self._session_ended)

    async def _install(self, tell: Tell) -> None:
        tell(f"Installing the pack {self.settings.pack}")
        pack = read_pack(PACKS / self.settings.pack)
        password_hash = None
        if self.settings.demo:
            password = first_password(self.settings.home)
            password_hash = await asyncio.to_thread(Passwords().hash, password)
        await self.store.write(lambda tx: install_pack(tx, pack, password_hash))

    async def _prepare_voice(self) -> None:
        trunks = await self.store.read(_trunks)
        self.side = VoiceSide(self.settings, trunks, self.clock)
        self.side.instance.make()
        self.sounds = SoundWorkshop()
        self._parts.callback(self.sounds.close)
        self.voices = best_speech(sorted(PACKS.glob("*/speech")))
        self.prompts = PromptLibrary(self.voices, self.sounds, self.side.instance.media)
        folder = self.settings.home / "prompts"
        self.studio = PromptStudio(self.store, self.prompts, self.sounds, folder)
        await self.studio.restore()
        await self.sounds.make_fixed_sounds(self.side.instance.media / "sounds")
        place_music(self.side.instance)
        self._parts.push_async_callback(self._tasks.close)
        self._tasks.start(self.prompts.make_wanted(), "wanted prompts")

    async def make_prompts(self, tell: Tell) -> None:
        """Make all prompts that are not there yet; calls hear a tone in place of those."""
        flows = self.directory.flows().versions.values()
        said = {(language, sentence) for flow in flows for language, sentence in flow_texts(flow)}
        spoken = [Piece("en" if lang == "en" else "zh", sentence) for lang, sentence in said]
        tell("Preparing prompts")
        made = await self.prompts.make_ahead(
            [*fixed_texts(), *sorted(spoken)], partial(_tell_progress, tell)
        )
        place_away_announcement(self.side.instance, self.prompts)
        for piece in made.failed:
            log.error("no sound for a prompt", language=piece.language, text=piece.text)
        self.prompts_ready = not made.failed

    async def _start_routing(self) -> None:
        self.routing = RoutingOwner(self.store, self.bus, self.clock, self.ids, _rules)
        await self.routing.start()
        self._parts.push_async_callback(self.routing.close)
        self.view = LiveRouting(lambda: self.routing.state, self.clock)
        self.surroundings = surroundings(self.settings)
        lore = DeskLore(self.surroundings)
        self.desk = LiveDesk(self.store, self.bus, self.clock, self.view, lore)
        await self.desk.start()
        self._parts.push_async_callback(self.desk.close)
        self.ringing_back = RingingBack(
            self.store, self.bus, self.clock, self.view, self.desk, self.directory.ring_backs
        )
        CallingBackTheLost(
            self.store,
            self.clock,
            lost_call,
            on_duty(lambda: self.routing.state),
            self.ringing_back.tell,
        ).start(self.bus)
        await self._start_board()
        await self._start_recordings()

    async def _start_board(self) -> None:
        self.board_lore = BoardLore(self.surroundings)
        following = Following(self.store, self.bus, self.board_lore)
        following.start()
        asked = self.side.trunks.states
        self.board = LiveBoard(self.store, self.bus, self.clock, self.view, self.board_lore, asked)
        await self.board.start()
        self._parts.push_async_callback(self.board.close)
        self.subscriptions = Subscriptions()
        self.subscriptions.offer(
            "board", Subscription(enter=self.board.enter, leave=self.board.leave)
        )
        self.subscriptions.offer("call", Subscription(enter=following.enter, leave=following.leave))

    async def _start_recordings(self) -> None:
        folder = self.settings.recordings
        instance = self.side.instance
        spool = Spool(conversations=instance.conversations, messages=instance.messages)
        self.recordings = RecordingStorer(
            self.store, self.bus, self.sounds, spool, folder, _recording_format
        )
        self.shelf = RecordingShelf(folder=folder, sounds=self.sounds, may_see=may_see)
        await self.recordings.start()
        held = partial(is_being_made, self.settings.home)
        RecordingRemover(self.store, folder, held).start(self.bus)
        self._parts.push_async_callback(self.recordings.close)

    async def _start_voice(self, tell: Tell) -> None:
        tell("Starting Asterisk")
        self._parts.push_async_callback(self._close_voice)
        await self.side.start()
        performer = Performer(
            self.side.telephony, self.bus, self.store, self.prompts, self.directory, self.view
        )
        world = World(
            store=self.store, clock=self.clock, directory=self.directory, performer=performer
        )
        self.side.exchange.on_provided = self.directory.telephone
        guests = self.side.telephony.guests
        self.reception = Reception(self.store, self.clock, VisitorSurroundings(), guests)
        self.reception.start(self.bus)
        self.voice = VoiceChannel(self.side.telephony, self.bus, self.ids, world, self.view)
        self.desk.monitored_by = self.voice.monitored_by
        await self.voice.start()
        self._parts.push_async_callback(self.voice.close)
        await self.ringing_back.start()
        self._parts.push_async_callback(self.ringing_back.close)
        await self.timers.start()
        self._parts.push_async_callback(self.timers.close)
        redelivered = await self.store.redeliver()
        if redelivered:
            log.info("told again what was not delivered before", events=redelivered)

    async def _close_voice(self) -> None:
        self.side.leaves_calls = self.leaves_calls
        await self.side.close()

    async def _flows_changed(self, _: str, __: FlowPublished) -> None:
        await self.directory.refresh()

    async def _setting_changed(self, _: str, event: SettingPut | SettingRemoved) -> None:
        await self.directory.refresh()
        if event.kind == "queue":
            await self.routing.refresh()
        if event.kind == "trunk":
            await self.side.reload(await self.store.read(_trunks))

    async def _agent_changed(self, _: str, event: AgentSet) -> None:
        await self.directory.refresh()
        agent = await self.store.read(lambda c: get_agent(c, event.agent))
        if agent:
            await self.bus.send(DefineAgent(rule=agent.rule()))
        await self.board.refresh()

    async def _agent_removed(self, _: str, event: AgentRemoved) -> None:
        await self.directory.refresh()
        await self.bus.send(DefineAgent(rule=AgentRule(agent=event.agent, capacity={})))
        await self.board.refresh()

    async def _user_changed(self, _: str, event: UserChanged) -> None:
        await self.directory.refresh()
        await self.board.refresh()
        agent = self.routing.state.agents.get(event.user)
        if agent is not None and not event.active:
            await self.bus.send(SignOut(agent=event.user))

    async def _session_ended(self, _: str, event: SessionEnded) -> None:
        self.desk.hub.end_session(event.session)

    async def database_state(self) -> str:
        """What is wrong with the database; empty when it writes and reads."""
        await self.store.write(lambda tx: tx.connection.execute(text("SELECT 1")).scalar())
        return ""

    async def asterisk_state(self) -> str:
        """What is wrong with Asterisk."""
        return "" if self.voice.connected else "not connected"

    async def bus_state(self) -> str:
        """What is wrong with the bus, whose only peer is this process, and with the routing."""
        return "" if self.routing.owns else "the routing has another owner"

    async def prompts_state(self) -> str:
        """What is wrong with the prompts."""
        return "" if self.prompts_ready else "some prompts have no sound; see the log"


def first_password(home: Path) -> str:
    """The password of a new centre's users: made once, kept for its owner's eyes."""
    file = home / "demo-password"
    if not file.exists():
        home.mkdir(parents=True, exist_ok=True)
        file.touch(mode=0o600)
        file.write_text(f"power-{os.urandom(3).hex()}\n")
    return file.read_text().strip()


def _tell_progress(tell: Tell, done: int, total: int) -> None:
    if done % 100 == 0 and done < total:
        tell(f"Preparing prompts: {done} of {total}")


def _recording_format(connection: Connection) -> SoundFormat:
    return read_options(connection).recording_format


def _trunks(connection: Connection) -> list[Trunk]:
    return catalogue.every(connection, catalogue.TRUNKS)


def _rules(connection: Connection) -> tuple[list[QueueRule], list[AgentRule]]:
    queues = [queue.rule for queue in catalogue.every(connection, catalogue.QUEUES)]
    return queues, agent_rules(connection)
