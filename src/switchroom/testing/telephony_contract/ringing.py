"""Telephones that are rung, and do what they do."""
# ruff: noqa: D102 a test's name is its docstring

import asyncio

import pytest

from switchroom.adapters.sipp.steps import Answers, NeverAnswers, Rejects
from switchroom.ports.telephony import LegAnswered, LegEnded
from switchroom.testing.telephony_contract.engine import EngineContract, TelephonyHarness, plan
from switchroom.testing.telephony_contract.listener import Listener


class RingingContract(EngineContract):
    """Telephones that are rung, and do what they do."""

    @pytest.mark.parametrize(("status", "cause"), [("486 Busy Here", 17), ("603 Decline", 21)])
    async def test_leg_ends_with_the_cause_when_the_agent_refuses(
        self, harness: TelephonyHarness, listener: Listener, status: str, cause: int
    ) -> None:
        await harness.agent("1001", Rejects(200, status))
        await harness.telephony.ring(plan("agent-leg-3"))
        ended = await listener.until(LegEnded, leg="agent-leg-3")
        assert (ended.cause, ended.rang, ended.by_far_end) == (cause, True, True)

    async def test_leg_ends_without_answer_when_time_is_up(
        self, harness: TelephonyHarness, listener: Listener
    ) -> None:
        await harness.agent("1001", NeverAnswers())
        await harness.telephony.ring(plan("agent-leg-4", timeout=1000))
        ended = await listener.until(LegEnded, leg="agent-leg-4")
        assert (ended.cause, ended.rang, ended.by_far_end) == (19, True, False)

    async def test_only_the_last_rings_when_an_agent_has_taken_other_telephones(
        self, harness: TelephonyHarness, listener: Listener
    ) -> None:
        for behaviour in (Rejects(), Rejects(), Answers(100)):
            await harness.agent("1001", behaviour)
        await harness.telephony.ring(plan("agent-leg-20"))
        await listener.until(LegAnswered, leg="agent-leg-20")

    async def test_leg_ends_without_ringing_when_nobody_is_registered(
        self, harness: TelephonyHarness, listener: Listener
    ) -> None:
        await harness.telephony.ring(plan("agent-leg-5", extension="4711"))
        ended = await listener.until(LegEnded, leg="agent-leg-5")
        assert (ended.cause, ended.rang) == (20, False)

    async def test_one_leg_rings_when_it_is_asked_for_twice(
        self, harness: TelephonyHarness, listener: Listener
    ) -> None:
        await harness.agent("1001", Answers(300))
        for _ in range(2):
            await harness.telephony.ring(plan("agent-leg-6"))
        await listener.until(LegAnswered, leg="agent-leg-6")
        assert await listener.settle() == []
        assert len((await harness.telephony.snapshot()).legs) == 1

    async def test_ringing_stops_when_the_leg_is_ended(
        self, harness: TelephonyHarness, listener: Listener
    ) -> None:
        await harness.agent("1001", NeverAnswers())
        await harness.telephony.ring(plan("agent-leg-7"))
        await asyncio.sleep(0.3)
        await harness.telephony.end("agent-leg-7")
        ended = await listener.until(LegEnded, leg="agent-leg-7")
        assert ended.rang
