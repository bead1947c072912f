"""Carrying out a call's acts. What a leg that is gone cannot do any more is an ordinary result."""

from collections.abc import Callable, Sequence
from typing import Protocol

import structlog

from switchroom.channels.voice import acts
from switchroom.channels.voice.inputs import Answered, CallInput, LegDown, Standing
from switchroom.channels.voice.telephoning import telephone
from switchroom.domain.flow.messages import Found, NotFound, PlayEnded, Spoken
from switchroom.kernel.errors import SwitchroomError
from switchroom.ports.bus import Bus
from switchroom.ports.directory import Directory
from switchroom.ports.routing import RoutingView
from switchroom.ports.store import Store
from switchroom.ports.telephony import LegGoneError, Telephony

log = structlog.get_logger(__name__)
UNREACHABLE = 20
"""Q.850: subscriber absent."""


class Prompts(Protocol):
    """Sounds that are ready to be played."""

    def media(self, pieces: Sequence[Spoken], language: str) -> list[str]:
        """Absolute paths without extension."""
        ...


class Timekeeper(Protocol):
    """The call's own short timers."""

    def set(self, token: str, after: int) -> None:
        """Have `TimeElapsed` come."""
        ...

    def drop(self, token: str) -> None:
        """Not wanted any more."""
        ...

    def post_later(self, happened: CallInput, after: int) -> None:
        """Let something happen after so many milliseconds."""
        ...


class Performer:
    """Carries out acts of all calls."""

    def __init__(
        self,
        telephony: Telephony,
        bus: Bus,
        store: Store,
        prompts: Prompts,
        directory: Directory,
        routing: RoutingView,
    ) -> None:
        self._telephony = telephony
        self._bus = bus
        self._store = store
        self._prompts = prompts
        self._directory = directory
        self._routing = routing

    async def perform(
        self, act: acts.Act, timers: Timekeeper, post: Callable[[CallInput], None]
    ) -> None:
        """Carry out one act; what comes of it at once is posted to the call."""
        match act:
            case acts.SetTimer(token=token, after=after):
                timers.set(token, after)
            case acts.DropTimer(token=token):
                timers.drop(token)
            case acts.Later(happened=happened, after=after):
                timers.post_later(happened, after)
            case acts.Route():
                await self._route(act, post)
            case acts.AskQuery():
                post(Answered(input=await self._ask(act)))
            case acts.AskStanding(token=token):
                post(self._standing(token))
            case acts.Ring():
                await self._ring(act, post)
            case acts.PlayPieces():
                await self._play(act, post)
            case acts.PlayToAll():
                await self._play_to_all(act)
            case _:
                await self._plainly(act)

    async def _plainly(self, act: acts.Act) -> None:
        try:
            await telephone(self._telephony, act)
        except LegGoneError:
            log.debug("leg is gone", act=type(act).__name__)
        except SwitchroomError as error:
            log.warning("telephony refused", act=type(act).__name__, error=str(error))

    async def _ring(self, act: acts.Ring, post: Callable[[CallInput], None]) -> None:
        try:
            await self._telephony.ring(act.plan)
        except SwitchroomError as error:
            log.warning("could not ring", endpoint=act.plan.endpoint, error=str(error))
            post(LegDown(leg=act.plan.leg, cause=UNREACHABLE, rang=False))

    async def _play(self, act: acts.PlayPieces, post: Callable[[CallInput], None]) -> None:
        media = self._prompts.media(act.pieces, act.language)
        try:
            if media:
                await self._telephony.play(act.leg, act.playback, media)
                return
        except SwitchroomError as error:
            log.warning("could not play", playback=act.playback, error=str(error))
        post(Answered(input=PlayEnded(token=act.playback)))

    async def _play_to_all(self, act: acts.PlayToAll) -> None:
        media = self._prompts.media(act.pieces, act.language)
        try:
            if media:
                await self._telephony.play_bridge(act.bridge, act.playback, media)
        except SwitchroomError as error:
            log.warning("could not play", playback=act.playback, error=str(error))

    async def _route(self, act: acts.Route, post: Callable[[CallInput], None]) -> None:
        try:
            await self._bus.send(act.command)
        except SwitchroomError as error:
            log.info("routing refused", command=type(act.command).__name__, error=str(error))
            if act.refused:
                post(act.refused)

    def _standing(self, token: str) -> Standing:
        interaction = token.split(".", 1)[0]
        routing = self._routing
        return Standing(
            token=token,
            position=routing.position(interaction),
            wait=routing.expected_wait(interaction),
        )

    async def _ask(self, act: acts.AskQuery) -> Found | NotFound:
        look_up = self._directory.look_up
        try:
            row = await self._store.read(lambda c: look_up(c, act.query, act.parameters))
        except Exception:  # the caller hears an answer whatever is wrong with the source
            log.exception("look-up failed", query=act.query)
            return NotFound(token=act.token, failed=True)
        return NotFound(token=act.token) if row is None else Found(token=act.token, values=row)
