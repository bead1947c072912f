"""The voice channel: finds the call that something happened to, opens new ones, adopts old ones."""

from contextlib import suppress

import structlog

from switchroom.channels.voice import tables
from switchroom.channels.voice.acts import Act
from switchroom.channels.voice.call import Call
from switchroom.channels.voice.flowing import message_owner
from switchroom.channels.voice.inputs import (
    Answered,
    Assigned,
    CallInput,
    HangUpByAgent,
    Hold,
    LegDown,
    LegUp,
    Lost,
    MessageRecorded,
    OfferClosed,
    Offered,
    OfferExpiring,
    Resume,
)
from switchroom.channels.voice.line import Line, World
from switchroom.channels.voice.opening import open_call
from switchroom.domain.flow.messages import KeyPressed, PlayEnded, QueueLeft
from switchroom.domain.interaction.commands import (
    HangUpInteraction,
    HoldCustomer,
    ResumeCustomer,
)
from switchroom.domain.routing.commands import EndWork, RoutingCommand, Withdraw
from switchroom.domain.routing.events import (
    InteractionAssigned,
    InteractionOffered,
    InteractionOverflowed,
    OfferEnded,
)
from switchroom.kernel.errors import ConflictError, SwitchroomError
from switchroom.kernel.ids import Ids
from switchroom.kernel.time import Instant
from switchroom.ports.bus import Bus
from switchroom.ports.routing import RoutingView
from switchroom.ports.telephony import (
    Connected,
    DigitPressed,
    Disconnected,
    LegAnswered,
    LegArrived,
    LegEnded,
    LegState,
    PlaybackEnded,
    RecordingEnded,
    Snapshot,
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
        """Listen to the routing, to agents, and to the telephone engine."""
        self._bus.watch(InteractionOffered, self._offered)
        self._bus.watch(OfferEnded, self._offer_ended)
        self._bus.watch(InteractionAssigned, self._assigned)
        self._bus.watch(InteractionOverflowed, self._overflowed)
        self._bus.serve(HoldCustomer, self._hold)
        self._bus.serve(ResumeCustomer, self._resume)
        self._bus.serve(HangUpInteraction, self._hang_up)
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
                if event.leg not in self._by_leg:
                    self._by_leg[event.leg] = OPENING
                    self._tasks.start(self._open(event), "open call")
            case _:
                self._happen(event)

    def _happen(self, event: TelephonyEvent) -> None:
        match event:
            case LegAnswered(leg=leg):
                self._post(self._by_leg.get(leg), LegUp(leg=leg), event.at)
            case LegEnded(leg=leg, cause=cause, rang=rang):
                self._leg_ended(LegDown(leg=leg, cause=cause, rang=rang), event.at)
            case DigitPressed(leg=leg, digit=digit):
                self._post(self._customer_of(leg), Answered(input=KeyPressed(key=digit)), event.at)
            case PlaybackEnded(playback=playback):
                answer = Answered(input=PlayEnded(token=playback))
                self._post(playback.split(".", 1)[0], answer, event.at)
            case RecordingEnded(recording=recording, duration=duration, failed=failed):
                recorded = MessageRecorded(recording=recording, duration=duration, failed=failed)
                self._post(message_owner(recording), recorded, event.at)
            case _:
                log.debug("unused telephony event", telephony_event=type(event).__name__)

    def _leg_ended(self, down: LegDown, at: Instant | None) -> None:
        owner = self._by_leg.get(down.leg)
        if owner == OPENING:
            self._gone_early[down.leg] = down, at
        else:
            self._post(owner, down, at)

    def _post(
        self, interaction: str | None, happened: CallInput, at: Instant | None = None
    ) -> None:
        line = self._lines.get(interaction or "")
        if line:
            line.post(happened, at)

    def _customer_of(self, leg: str) -> str | None:
        line = self._lines.get(self._by_leg.get(leg, ""))
        return line.call.interaction if line and line.call.leg == leg else None

    async def _open(self, arrived: LegArrived) -> None:
        try:
            call, acts = await open_call(self._world, self._ids.new(), arrived)
        except Exception:
            self._by_leg.pop(arrived.leg, None)
            await self._telephony.end(arrived.leg, 41)
            raise
        self._take_up(call, acts)
        down = self._gone_early.pop(arrived.leg, None)
        if down:
            self._lines[call.interaction].post(*down)

    def _take_up(self, call: Call, acts: tuple[Act, ...] = ()) -> None:
        line = Line(call, self._world, self._remember_legs)
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

    def _remember_legs(self, line: Line) -> None:
        for leg in line.call.legs - line.legs:
            self._by_leg[leg] = line.call.interaction
            line.legs.add(leg)

    async def _reconcile(self, snapshot: Snapshot) -> None:
        """Compare with what the engine holds: close what it lost, end what nobody knows."""
        there = {leg.leg for leg in snapshot.legs}
        for line in list(self._lines.values()):
            if line.call.leg not in there and not line.call.gone:
                line.post(Lost())
            for gone in line.call.legs - there - {line.call.leg}:
                line.post(LegDown(leg=gone, cause=0))
        for leg in snapshot.legs:
            if leg.leg not in self._by_leg and _orphaned(leg):
                await self._telephony.end(leg.leg)
        await self._release_ghosts()

    async def _release_ghosts(self) -> None:
        """Tell the routing of calls that are over: a crash may have come before it was told."""
        for engaged in self._routing.engagements("voice"):
            if engaged.interaction in self._lines:
                continue
            command: RoutingCommand = Withdraw(interaction=engaged.interaction, cause="lost")
            if engaged.agent:
                command = EndWork(interaction=engaged.interaction, agent=engaged.agent)
            with suppress(SwitchroomError):  # it has been told meanwhile
                await self._bus.send(command)

    async def _offered(self, _: str, event: InteractionOffered) -> None:
        line = self._lines.get(event.interaction)
        if line is None:
            return
        agent = self._world.directory.line(event.agent)
        line.post(
            Offered(
                offer=event.offer,
                agent=event.agent,
                queue=event.queue,
                endpoint=agent.endpoint,
                record=agent.recorded,
            )
        )
        ringing = event.expires - BEFORE_EXPIRY - self._world.clock.now()
        line.post_later(OfferExpiring(offer=event.offer), ringing)

    async def _offer_ended(self, _: str, event: OfferEnded) -> None:
        self._post(event.interaction, OfferClosed(offer=event.offer))

    async def _assigned(self, _: str, event: InteractionAssigned) -> None:
        agent = self._world.directory.line(event.agent)
        assigned = Assigned(offer=event.offer, agent=event.agent, number=agent.number)
        self._post(event.interaction, assigned)

    async def _overflowed(self, _: str, event: InteractionOverflowed) -> None:
        line = self._lines.get(event.interaction)
        if line and event.target.startswith(LEAVES_FLOW):
            left = QueueLeft(token=line.call.queue_token, target=event.target, cause=event.cause)
            line.post(Answered(input=left))

    async def _hold(self, command: HoldCustomer) -> None:
        await self._line(command.interaction).ask(Hold(agent=command.agent))

    async def _resume(self, command: ResumeCustomer) -> None:
        await self._line(command.interaction).ask(Resume(agent=command.agent))

    async def _hang_up(self, command: HangUpInteraction) -> None:
        await self._line(command.interaction).ask(HangUpByAgent(agent=command.agent))

    def _line(self, interaction: str) -> Line:
        line = self._lines.get(interaction)
        if line is None:
            raise ConflictError("This call is over.")
        return line


def _orphaned(leg: LegState) -> bool:
    """One that nobody knows; a call that has just come is still to be told of, so it is spared."""
    return leg.ours and (leg.answered or "interaction" in leg.variables)
