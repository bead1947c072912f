"""Changes of configuration while people talk."""

import pytest

from switchroom.adapters.asterisk.telephones import Telephone
from switchroom.adapters.sipp import Answers, AwaitHangUp
from switchroom.ports.telephony import Connected, LegAnswered, LegArrived, LegEnded, RingPlan
from switchroom.testing.telephony_asterisk import AsteriskHarness
from switchroom.testing.telephony_contract import Listener

pytestmark = pytest.mark.integration


@pytest.mark.parametrize("browser", [False, True])
async def test_talk_goes_on_when_secret_kind_and_files_change(
    harness: AsteriskHarness, listener: Listener, browser: bool
) -> None:
    telephony = harness.telephony
    telephony.start()
    await listener.until(Connected)
    await harness.agent("1001", Answers(100))
    await harness.caller(AwaitHangUp())
    caller = (await listener.until(LegArrived)).leg
    await telephony.answer(caller)
    await telephony.ring(
        RingPlan(leg="agent", endpoint="agent:1001", caller="", caller_name="", timeout=5000)
    )
    await listener.until(LegAnswered)
    await telephony.join("talk", [caller, "agent"])
    await telephony.telephones.provide(
        Telephone(extension="1001", secret="c" * 32, browser=browser)
    )
    await telephony.reload()
    await telephony.telephones.withdraw("1001")
    came = await listener.settle(2)
    assert not [event for event in came if isinstance(event, LegEnded)]
    assert set((await telephony.snapshot()).bridges["talk"]) == {caller, "agent"}
    for leg in (caller, "agent"):
        await telephony.end(leg)
    ledgers = [await party.finish(10) for party in harness.parties]
    assert all(ledger.went_well for ledger in ledgers)
    await telephony.dissolve("talk")
