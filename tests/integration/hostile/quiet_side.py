"""The telephone side of a centre without telephones: nothing runs, every command succeeds."""

from collections.abc import Iterable
from pathlib import Path
from typing import Any, cast

from switchroom.adapters.asterisk.guests import Guests
from switchroom.adapters.asterisk.operation import Operation
from switchroom.adapters.asterisk.telephones import Telephones
from switchroom.adapters.asterisk.telephony import AsteriskTelephony
from switchroom.app.settings import Settings
from switchroom.app.voice import Exchange, asterisk_instance
from switchroom.features.settings.records import Trunk
from switchroom.ports.clock import Clock
from switchroom.runtime.tasks import Tasks
from switchroom.testing.telephony_simulator import ScriptedTelephony
from switchroom.testing.trunks import ScriptedTrunks


class QuietTelephony(ScriptedTelephony):
    """Scripted telephony with the objects that `app` expects of Asterisk's."""

    def __init__(self, clock: Clock, etc: Path) -> None:
        super().__init__(clock)
        self._tasks = Tasks("quiet telephony")
        self.telephones = Telephones(_done, etc)
        self.guests = Guests(_done, etc, self._tasks)

    async def forget_visitors(self) -> None:
        """Those who have not called yet."""
        await self._tasks.close()


class QuietSide:
    """Stands where `app.voice.VoiceSide` does."""

    def __init__(self, settings: Settings, trunks: Iterable[Trunk], clock: Clock) -> None:
        self.instance = asterisk_instance(settings)
        self.telephony = QuietTelephony(clock, self.instance.etc)
        self.exchange = Exchange(cast("AsteriskTelephony", self.telephony))
        self.trunks = ScriptedTrunks({trunk.id: "answers" for trunk in trunks})

    async def start(self) -> None:
        """There is nothing to start."""

    async def reload(self, trunks: Iterable[Trunk]) -> None:
        """Know other trunks."""
        self.trunks.manners = {trunk.id: "answers" for trunk in trunks}

    async def close(self) -> None:
        """Stop."""
        await self.telephony.forget_visitors()


async def _done(_: Operation[Any]) -> Any:  # noqa: ANN401 as ARI's answers
    return []
