"""The port of trunks on Asterisk.

Read from the console: ARI tells whether an endpoint is there, but neither whether our account is
signed in, nor how long an answer took, nor with what status it came.

A test has Asterisk itself ask the other side, through the sockets that calls use, and reads the
answer in Asterisk's history of SIP messages, which is switched on for as long as the test lasts.
"""

import asyncio
from collections.abc import Callable, Sequence
from functools import partial

from typing_extensions import override

from switchroom.adapters.asterisk.configuration import Trunk
from switchroom.adapters.asterisk.console import ask, control_socket
from switchroom.adapters.asterisk.instance import Instance
from switchroom.adapters.asterisk.trunk_reading import (
    outcome_of,
    read_call,
    read_contacts,
    read_messages,
    read_registrations,
    state_of,
)
from switchroom.kernel.errors import NotFoundError
from switchroom.ports.trunks import Trunks, TrunkState, TrunkTest

WITHIN = 4.0
"""Seconds that the other side has to answer; Asterisk itself gives it three."""

LOOK_EVERY = 0.1
CHALLENGES = {401, 407}


class AsteriskTrunks(Trunks):
    """The trunks of one Asterisk.

    Args:
        instance: for its console.
        trunks: as they are configured now.
    """

    def __init__(self, instance: Instance, trunks: Callable[[], Sequence[Trunk]]) -> None:
        self._ask = partial(ask, control_socket(instance))
        self._trunks = trunks
        self._one_at_a_time = asyncio.Lock()

    @override
    async def states(self) -> Sequence[TrunkState]:
        contacts = read_contacts(await self._ask("pjsip show contacts"))
        registrations = read_registrations(await self._ask("pjsip show registrations"))
        return [state_of(trunk.name, contacts, registrations) for trunk in self._trunks()]

    @override
    async def test(self, trunk: str) -> TrunkTest:
        found = next((one for one in self._trunks() if one.name == trunk), None)
        if found is None:
            raise NotFoundError(f"There is no trunk {trunk}.")
        async with self._one_at_a_time:
            status = await self._question(found)
        contacts = read_contacts(await self._ask("pjsip show contacts"))
        registrations = read_registrations(await self._ask("pjsip show registrations"))
        return TrunkTest(
            trunk=trunk,
            outcome=outcome_of(status, registrations.get(trunk), watched=found.qualify > 0),
            round_trip=contacts[trunk].round_trip if status and trunk in contacts else None,
            status=status,
        )

    async def _question(self, trunk: Trunk) -> int:
        """Ask by OPTIONS; the status of the final answer, or 0."""
        await self._ask("pjsip set history on")
        try:
            await self._ask(f"pjsip qualify trunk-{trunk.name}")
            return await self._answer(trunk)
        finally:
            await self._ask("pjsip set history off")
            await self._ask("pjsip set history clear")

    async def _answer(self, trunk: Trunk) -> int:
        """Wait for it; after a challenge a second answer follows if we have credentials."""
        status = 0
        for _ in range(round(WITHIN / LOOK_EVERY)):
            await asyncio.sleep(LOOK_EVERY)
            before, status = status, await self._last_status(trunk)
            challenged = status in CHALLENGES and trunk.registration and before != status
            if status and not challenged:
                break
        return status

    async def _last_status(self, trunk: Trunk) -> int:
        """The newest answer to any of the trunk's own questions, so far."""
        line = f"OPTIONS sip:{trunk.host}"
        history = read_messages(await self._ask("pjsip show history"))
        for question in (message for message in history if message.line.startswith(line)):
            entry = await self._ask(f"pjsip show history entry {question.number}")
            user, call = read_call(entry)
            if user == (trunk.from_user or f"trunk-{trunk.name}"):
                conversation = await self._ask(
                    f'pjsip show history where sip.msg.call-id = "{call}"'
                )
                statuses = [m.status for m in read_messages(conversation) if m.status >= 200]
                return statuses[-1] if statuses else 0
        return 0
