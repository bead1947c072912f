"""One call's actor: inputs one after the other, each stored before its acts are done."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass

import structlog

from switchroom.channels.voice import tables
from switchroom.channels.voice.acts import Act
from switchroom.channels.voice.call import Call
from switchroom.channels.voice.inputs import Answered, CallInput
from switchroom.channels.voice.lanes import perform_all
from switchroom.channels.voice.machine import react
from switchroom.channels.voice.performing import Performer
from switchroom.domain.flow.messages import TimeElapsed
from switchroom.kernel.errors import ConflictError, SwitchroomError
from switchroom.kernel.time import SECOND, Instant
from switchroom.ports.clock import Clock
from switchroom.ports.directory import Directory
from switchroom.ports.store import Store, Transaction

log = structlog.get_logger(__name__)
OVER = "This call is over."
TOLD_WITHIN = 5 * SECOND
"""An engine's event is heard sooner than this; a clock that says otherwise goes wrong."""


@dataclass(frozen=True, slots=True, kw_only=True)
class World:
    """What every call works with."""

    store: Store
    clock: Clock
    directory: Directory
    performer: Performer


class Line:
    """A running call."""

    def __init__(self, call: Call, world: World, changed: Callable[["Line"], None]) -> None:
        self.call = call
        self.legs: set[str] = set()
        self.speakers: set[str] = set()
        self.told: frozenset[str] = frozenset()
        self._world = world
        self._changed = changed
        self._latest = call.arrived
        self._inputs: asyncio.Queue[tuple[CallInput, Instant, asyncio.Future[None] | None]]
        self._inputs = asyncio.Queue()
        self._timers: dict[str, asyncio.TimerHandle] = {}

    @property
    def heard(self) -> frozenset[str]:
        """Who speaks so that others hear it: not the muted."""
        muted = {party.leg for party in self.call.parties.values() if party.muted}
        return frozenset(self.speakers - muted)

    def post(self, happened: CallInput, at: Instant | None = None) -> None:
        """Let something happen to the call, now or at a moment that the engine tells."""
        self._inputs.put_nowait((happened, self._moment(at), None))

    async def ask(self, wish: CallInput) -> None:
        """Let something happen; returns when it is stored; its error reaches the asker."""
        answer: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._inputs.put_nowait((wish, self._moment(), answer))
        await answer

    def _moment(self, told: Instant | None = None) -> Instant:
        """When it happened; never before what happened before."""
        self._latest = max(self._latest, moment(told, self._world.clock.now()))
        return self._latest

    async def live(self, first: tuple[Act, ...] = ()) -> None:
        """Run until nothing of the call is left."""
        try:
            await self._perform(first)
            while not self.call.finished:
                happened, at, answer = await self._inputs.get()
                await self._handle(happened, at, answer)
        finally:
            self._close()

    def set(self, token: str, after: int) -> None:
        """Have `TimeElapsed` come after so many milliseconds; one that runs begins anew."""
        self.drop(token)
        elapsed = Answered(input=TimeElapsed(token=token))
        loop = asyncio.get_running_loop()
        self._timers[token] = loop.call_later(after / 1000, self.post, elapsed)

    def drop(self, token: str) -> None:
        """The timer is not wanted any more."""
        timer = self._timers.pop(token, None)
        if timer:
            timer.cancel()

    def post_later(self, happened: CallInput, after: int) -> None:
        """Let something happen after so many milliseconds, if the call is still there."""
        loop = asyncio.get_running_loop()
        key = f"{len(self._timers)}.{happened}"
        self._timers[key] = loop.call_later(after / 1000, self.post, happened)

    def _close(self) -> None:
        """Nothing happens to it any more; who asks for something meanwhile is told so."""
        for timer in self._timers.values():
            timer.cancel()
        while not self._inputs.empty():
            wish, _, answer = self._inputs.get_nowait()
            if answer:
                _refuse(wish, answer, ConflictError(OVER))

    async def _handle(
        self, happened: CallInput, at: Instant, answer: asyncio.Future[None] | None
    ) -> None:
        try:
            acts = await self._step(happened, at)
        except SwitchroomError as error:
            _refuse(happened, answer, error)
            return
        except Exception:  # the call goes on as it was before this input
            log.exception("call step failed", interaction=self.call.interaction, on=happened)
            _refuse(happened, answer, SwitchroomError("It could not be done."))
            return
        if answer and not answer.done():
            answer.set_result(None)
        await self._perform(acts)

    async def _step(self, happened: CallInput, at: Instant) -> tuple[Act, ...]:
        world = self._world
        reaction = react(self.call, happened, world.directory, at)
        call, events = reaction.call, reaction.events

        def unit(tx: Transaction) -> None:
            tx.record(f"interaction:{call.interaction}", *events, actor=reaction.actor)
            tables.change(tx.connection, call)

        changed = (call.parties, call.waits) != (self.call.parties, self.call.waits)
        if events or changed or call.finished:
            await world.store.write(unit, at)
        self.call = call
        self._changed(self)
        return tuple(reaction.acts)

    async def _perform(self, acts: tuple[Act, ...]) -> None:
        performer = self._world.performer
        await perform_all(acts, lambda act: performer.perform(act, self, self.post))


def moment(told: Instant | None, now: Instant) -> Instant:
    """When something happened of which an engine tells; now, if that cannot be."""
    return now if told is None or not now - TOLD_WITHIN <= told <= now else told


def _refuse(
    happened: CallInput, answer: asyncio.Future[None] | None, error: SwitchroomError
) -> None:
    if answer and not answer.done():
        answer.set_exception(error)
    else:
        log.warning("call input refused", on=type(happened).__name__, error=str(error))
