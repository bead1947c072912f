"""The contract of the port of trunks, for our adapters and those of plug-in authors.

Inherit from `TrunksContract` in a test module and give it a fixture `harness`.
"""
# ruff: noqa: D102 a test's name is its docstring

import asyncio
from collections.abc import Mapping
from typing import Protocol

import pytest

from switchroom.kernel.errors import NotFoundError
from switchroom.ports.trunks import Condition, Trunks, describe
from switchroom.testing.trunks import Manner

PATIENCE = 15.0


class TrunksHarness(Protocol):
    """An engine under test, with other sides that behave as told."""

    @property
    def trunks(self) -> Trunks:
        """What is tested."""
        ...

    async def set_up(self, manners: Mapping[str, Manner]) -> None:
        """Exactly these trunks, by name."""
        ...


async def wait_until(trunks: Trunks, name: str, condition: Condition) -> None:
    """Wait until a trunk is so."""
    async with asyncio.timeout(PATIENCE):
        while condition not in await _conditions(trunks, name):  # noqa: ASYNC110 nothing tells
            await asyncio.sleep(0.1)


async def _conditions(trunks: Trunks, name: str) -> list[Condition]:
    return [state.condition for state in await trunks.states() if state.trunk == name]


class TrunksContract:
    """What every engine does."""

    @pytest.mark.parametrize(
        ("manner", "condition"),
        [
            ("answers", "ready"),
            ("rejects", "rejected"),
            ("silent", "unreachable"),
            ("unwatched", "unwatched"),
        ],
    )
    async def test_state_tells_how_the_other_side_behaves(
        self, harness: TrunksHarness, manner: Manner, condition: Condition
    ) -> None:
        await harness.set_up({"line": manner})
        await wait_until(harness.trunks, "line", condition)

    async def test_round_trip_is_told_when_the_other_side_answers(
        self, harness: TrunksHarness
    ) -> None:
        await harness.set_up({"line": "answers"})
        await wait_until(harness.trunks, "line", "ready")
        (state,) = await harness.trunks.states()
        assert state.round_trip is not None
        assert 0 < state.round_trip < 3000

    async def test_states_come_in_the_order_of_the_configuration(
        self, harness: TrunksHarness
    ) -> None:
        await harness.set_up({"zebra": "silent", "ape": "unwatched"})
        assert [state.trunk for state in await harness.trunks.states()] == ["zebra", "ape"]

    @pytest.mark.parametrize(
        ("manner", "outcome", "status"),
        [
            ("answers", "reachable", 200),
            ("unwatched", "reachable", 200),
            ("rejects", "not-authenticated", 401),
            ("refuses", "refused", 403),
            ("silent", "no-answer", 0),
        ],
    )
    async def test_test_tells_what_the_other_side_answers(
        self, harness: TrunksHarness, manner: Manner, outcome: str, status: int
    ) -> None:
        await harness.set_up({"line": manner})
        result = await harness.trunks.test("line")
        assert (result.trunk, result.outcome, result.status) == ("line", outcome, status)
        assert set(describe(result)) == {"zh", "en"}

    async def test_each_test_has_its_own_result_when_two_run_at_once(
        self, harness: TrunksHarness
    ) -> None:
        await harness.set_up({"good": "answers", "bad": "refuses"})
        good, bad = await asyncio.gather(harness.trunks.test("good"), harness.trunks.test("bad"))
        assert (good.outcome, bad.outcome) == ("reachable", "refused")

    async def test_test_is_refused_when_there_is_no_such_trunk(
        self, harness: TrunksHarness
    ) -> None:
        await harness.set_up({})
        with pytest.raises(NotFoundError):
            await harness.trunks.test("nowhere")
