"""The voice channel: finds the call that something happened to, opens new ones, adopts old ones."""

from contextlib import suppress

import structlog

from switchroom.channels.voice import tables
from switchroom.channels.voice.acts import Act
from switchroom.channels.voice.call import Call
from switchroom.channels.voice.hearing import happened, owner
from switchroom.channels.voice.inputs import (
    Answered,
    Assigned,
    CallInput,
    LegDown,
    OfferClosed,
    Offered,
    OfferExpiring,
    Started,
)
from switchroom.channels.voice.line import OVER, Line, World
from switchroom.channels.voice.opening import open_call, open_dialled
from switchroom.channels.voice.placing import conference, places
from switchroom.channels.voice.reconciling import missed, release_ghosts, strays, unheard
from switchroom.domain.flow.messages import QueueLeft
from switchroom.domain.interaction.commands import (
    CALL_COMMANDS,
    AddParty,
    AgentBack,
    AgentGone,
    Barge,
    BlindTransfer,
    CallCommand,
    Consult,
    Dial,
    Monitor,
    TakeOver,
)
from switchroom.domain.interaction.events import SpeakersChanged
from switchroom.domain.routing.events import (
    InteractionAssigned,
    InteractionOffered,
    InteractionOverflowed,
    OfferEnded,
    WorkStarted,
)
from switchroom.kernel.errors import ConflictError
from switchroom.kernel.ids import Ids
from switchroom.kernel.time import Instant
from switchroom.ports.bus import Bus
from switchroom.ports.monitoring import Mode, Monitored
from switchroom.ports.routing import RoutingView
from switchroom.ports.telephony import (
    Connected,
    DigitPressed,
    Disconnected,
    LegArrived,
    LegEnded,
    Snapshot,
    SpeechEnded,
    SpeechStarted,
    Telephony,
    TelephonyEvent,
)
from switchroom.runtime.tasks import Tasks

log = structlog.get_logger(__name__)
BEFORE_EXPIRY = 500
"""Milliseconds: ringing stops before the offer lapses, so that a miss is seen as what it was."""

OPENING = "opening"
"""Owner of a leg whose interaction is not stored yet."""

LEAVES_FLOW = ("voicemail", "callback", "hang-up", "node:")
"""Overflow targets that are the flow's to handle; all others are queues."""

FREE = frozenset({"ready", "not-ready", "wrap-up"})
"""States in which an agent may be brought into a call."""


class VoiceChannel:
    """All calls of this process."""

    def __init__(
        self, telephony: Telephony, bus: Bus, ids: Ids, world: World, routing: RoutingView
    ) -> None:
        self._telephony = telephony
        self._bus = bus
        self._ids = ids
        self._world = world
        self._routing = routing
        self._store = world.store
        self._lines: dict[str, Line] = {}
        self._by_leg: dict[str, str] = {}
        self._gone_early: dict[str, tuple[LegDown, Instant | None]] = {}
        self._tasks = Tasks("voice")
        self.connected = False

    async def start(self) -> None:
        """Listen to the routing, to people, and to the telephone engine."""
        self._bus.watch(InteractionOffered, self._offered)
        self._bus.watch(OfferEnded, self._offer_ended)
        self._bus.watch(InteractionAssigned, self._assigned)
        self._bus.watch(InteractionOverflowed, self._overflowed)
        self._bus.watch(WorkStarted, self._work_started)
        for kind in CALL_COMMANDS:
            self._bus.serve(kind, self._ask)
        self._bus.serve(Dial, self._dial)
        self._bus.serve(AgentGone, self._tell_calls_of)
        self._bus.serve(AgentBack, self._tell_calls_of)
        for call in await self._store.read(tables.stored):
            self._take_up(call)
        self._tasks.forever(self._listen, "listen")

    async def close(self) -> None:
        """Stop listening; calls go on in the telephone engine."""
        await self._tasks.close()

    @property
    def running(self) -> int:
        """How many calls there are."""
        return len(self._lines)

    # --- what the telephone engine tells ------------------------------------------------------

    async def _listen(self) -> None:
        async for event in self._telephony.events():
            await self._hear(event)

    async def _hear(self, event: TelephonyEvent) -> None:
        match event:
            case Connected():
                await self._reconcile(await self._telephony.snapshot())
                self.connected = True
            case Disconnected():
                self.connected = False
            case LegArrived():
                self._arrive(event)
            case SpeechStarted(leg=leg) | SpeechEnded(leg=leg):
                await self._spoken(leg, begins=isinstance(event, SpeechStarted))
            case _:
                self._happen(event)

    def _arrive(self, event: LegArrived) -> None:
        if event.leg not in self._by_leg:
            self._by_leg[event.leg] = OPENING
            self._tasks.start(self._open(event), "open call")

    def _happen(self, event: TelephonyEvent) -> None:
        found, leg = happened(event), getattr(event, "leg", "")
        interaction = owner(event) or self._by_leg.get(leg, "")
        if found is None:
            log.debug("unused telephony event", telephony_event=type(event).__name__)
        elif isinstance(event, LegEnded) and interaction == OPENING and isinstance(found, LegDown):
            self._gone_early[leg] = found, event.at
        elif not isinstance(event, DigitPressed) or self._is_customer(interaction, leg):
            self._post(interaction, found, event.at)

    def _post(self, interaction: str, found: CallInput, at: Instant | None = None) -> None:
        line = self._lines.get(interaction)
        if line:
            line.post(found, at)

    def _is_customer(self, interaction: str, leg: str) -> bool:
        line = self._lines.get(interaction)
        return line is not None and line.call.leg == leg

    async def _spoken(self, leg: str, *, begins: bool) -> None:
        line = self._lines.get(self._by_leg.get(leg, ""))
        if line and leg in conference(places(line.call)):
            (line.speakers.add if begins else line.speakers.discard)(leg)
            await self._tell_speakers(line)

    async def _tell_speakers(self, line: Line) -> None:
        if line.heard != line.told:
            line.told, interaction = line.heard, line.call.interaction
            event = SpeakersChanged(interaction=interaction, legs=tuple(sorted(line.told)))
            await self._bus.publish(f"interaction:{interaction}", event)

    async def _reconcile(self, snapshot: Snapshot) -> None:
        engaged = await release_ghosts(self._bus, self._routing, self._lines)
        for line in list(self._lines.values()):
            for found in missed(line, snapshot, engaged):
                line.post(found)
        for arrived in unheard(snapshot, self._by_leg):
            self._arrive(arrived)
        for leg in strays(snapshot, self._lines, self._by_leg):
            await self._telephony.end(leg)

    # --- calls come and go --------------------------------------------------------------------

    async def _open(self, arrived: LegArrived) -> None:
        try:
            call, acts = await open_call(self._world, self._ids.new(), arrived)
        except Exception:
            self._by_leg.pop(arrived.leg, None)
            self._gone_early.pop(arrived.leg, None)
            await self._telephony.end(arrived.leg, 41)
            raise
        self._take_up(call, acts)
        down = self._gone_early.pop(arrived.leg, None)
        if down:
            self._lines[call.interaction].post(*down)

    async def _dial(self, command: Dial) -> str:
        self._require_free(command.agent)
        way = self._world.directory.way(command.number, command.agent, command.caller_id)
        if way.agent:
            self._require_free(way.agent)
        call, acts = await open_dialled(self._world, self._ids.new(), command, way)
        self._take_up(call, acts)
        return call.interaction

    def _take_up(self, call: Call, acts: tuple[Act, ...] = ()) -> None:
        line = Line(call, self._world, self._follow)
        self._lines[call.interaction] = line
        self._remember_legs(line)
        self._tasks.start(self._run(line, acts), "call")

    async def _run(self, line: Line, acts: tuple[Act, ...]) -> None:
        try:
            await line.live(acts)
        finally:
            del self._lines[line.call.interaction]
            for leg in line.legs:
                self._by_leg.pop(leg, None)

    def _follow(self, line: Line) -> None:
        """The call has changed: new legs are known, and it may be others who are heard."""
        self._remember_legs(line)
        line.speakers.intersection_update(conference(places(line.call)))
        if line.heard != line.told:
            self._tasks.start(self._tell_speakers(line), "tell speakers")

    def _remember_legs(self, line: Line) -> None:
        for leg in line.call.legs - line.legs:
            self._by_leg[leg] = line.call.interaction
            line.legs.add(leg)

    # --- what the routing says ----------------------------------------------------------------

    async def _offered(self, _: str, event: InteractionOffered) -> None:
        line = self._lines.get(event.interaction)
        if line is None:
            return
        line.post(Offered(offer=event.offer, agent=event.agent, queue=event.queue))
        ringing = event.expires - BEFORE_EXPIRY - self._world.clock.now()
        line.post_later(OfferExpiring(offer=event.offer), ringing)

    async def _offer_ended(self, _: str, event: OfferEnded) -> None:
        self._post(event.interaction, OfferClosed(offer=event.offer))

    async def _assigned(self, _: str, event: InteractionAssigned) -> None:
        self._post(event.interaction, Assigned(offer=event.offer, agent=event.agent))

    async def _work_started(self, _: str, event: WorkStarted) -> None:
        self._post(event.interaction, Started(agent=event.agent))

    async def _overflowed(self, _: str, event: InteractionOverflowed) -> None:
        line = self._lines.get(event.interaction)
        if line and event.target.startswith(LEAVES_FLOW):
            left = QueueLeft(token=line.call.queue_token, target=event.target, cause=event.cause)
            line.post(Answered(input=left))

    # --- what people ask ----------------------------------------------------------------------

    async def _ask(self, command: CallCommand) -> None:
        line = self._lines.get(command.interaction)
        if line is None:
            raise ConflictError(OVER)
        self._check(command)
        await self._end_other_monitors(command)
        await line.ask(command)

    def _check(self, command: CallCommand) -> None:
        """Refuse at once what the routing would refuse a moment later."""
        match command:
            case Consult(target=target) | AddParty(target=target) | BlindTransfer(target=target):
                if target.kind == "agent":
                    self._require_free(target.id)
            case Barge(supervisor=supervisor) | TakeOver(supervisor=supervisor):
                if not self._listening(supervisor):
                    self._require_free(supervisor)
            case _:
                pass

    async def _end_other_monitors(self, command: CallCommand) -> None:
        """A supervisor listens to one call at a time, and to none beside one that they are in."""
        match command:
            case Monitor(mode="off"):
                return
            case Monitor(supervisor=supervisor) | Barge(supervisor=supervisor):
                others = self._listening(supervisor)
            case TakeOver(supervisor=supervisor):
                others = self._listening(supervisor)
            case _:
                return
        for line in others:
            other = line.call.interaction
            if other != command.interaction:
                with suppress(ConflictError):  # that call has ended meanwhile
                    await line.ask(Monitor(interaction=other, supervisor=supervisor, mode="off"))

    def _listening(self, supervisor: str) -> list[Line]:
        """The calls that a supervisor listens to, or is about to."""
        return [
            line
            for line in self._lines.values()
            if any(one.supervisor == supervisor for one in line.call.monitors.values())
        ]

    def monitored_by(self, supervisor: str) -> Monitored | None:
        """Whom a supervisor hears now."""
        for line in self._listening(supervisor):
            for one in line.call.monitors.values():
                if one.supervisor == supervisor and one.up:
                    mode: Mode = "whisper" if one.whisper else "listen"
                    return Monitored(interaction=line.call.interaction, agent=one.agent, mode=mode)
        return None

    def _require_free(self, agent: str) -> None:
        state = self._routing.agent(agent).state
        if state == "signed-out":
            raise ConflictError("This agent is not signed in.")
        if state not in FREE:
            raise ConflictError("This agent is busy.")

    async def _tell_calls_of(self, command: AgentGone | AgentBack) -> None:
        for line in list(self._lines.values()):
            if line.call.party_of(command.agent):
                with suppress(ConflictError):  # the call has ended meanwhile
                    await line.ask(command)
