"""Messages that are recorded."""
# ruff: noqa: D102 a test's name is its docstring

from switchroom.adapters.sipp.steps import AwaitHangUp, HangUp, Pause, Press
from switchroom.ports.telephony import RecordingEnded
from switchroom.testing.telephony_contract.engine import EngineContract, TelephonyHarness
from switchroom.testing.telephony_contract.listener import Listener


class RecordingContract(EngineContract):
    """Messages that are recorded."""

    async def test_message_is_complete_when_the_caller_presses_hash(
        self, harness: TelephonyHarness, listener: Listener
    ) -> None:
        leg = await self.arrive(
            harness, listener, Pause(800), Press("#"), Pause(300), AwaitHangUp()
        )
        await harness.telephony.record_message(leg, "message-1", 20_000, 10_000, beep=False)
        ended = await listener.until(RecordingEnded)
        assert (ended.recording, ended.failed) == ("message-1", False)

    async def test_message_is_complete_when_the_caller_hangs_up(
        self, harness: TelephonyHarness, listener: Listener
    ) -> None:
        leg = await self.arrive(harness, listener, Pause(1300), HangUp())
        await harness.telephony.record_message(leg, "message-2", 20_000, 10_000, beep=False)
        ended = await listener.until(RecordingEnded)
        assert (ended.recording, ended.failed) == ("message-2", False)

    async def test_message_is_complete_when_its_longest_time_is_up(
        self, harness: TelephonyHarness, listener: Listener
    ) -> None:
        leg = await self.arrive(harness, listener)
        await harness.telephony.record_message(leg, "message-3", 1000, 10_000, beep=False)
        ended = await listener.until(RecordingEnded)
        assert (ended.recording, ended.failed) == ("message-3", False)
