"""Supervisors' acts: a permission, and within the limits of site and departments, both."""

from typing import Any

import pytest
from tests.unit.features.calls.test_http import Calls

pytestmark = pytest.mark.unit

ACTS: dict[str, tuple[str, str, Any]] = {
    "POST monitor": ("supervise.listen", "/api/interactions/i1/monitor", {"mode": "listen"}),
    "POST barge": ("supervise.barge", "/api/interactions/i1/barge", None),
    "POST take-over": ("supervise.take-over", "/api/interactions/i1/take-over", {"agent": "u2"}),
    "POST release": ("supervise.release", "/api/interactions/i1/release", None),
    "POST state": ("supervise.force-state", "/api/agents/u2/state", {"state": "ready"}),
    "POST assign": ("supervise.assign", "/api/waiting/i1/assign", {"agent": "u2"}),
    "POST pick-up": ("queues.pick-up", "/api/waiting/i1/pick-up", None),
    "PUT intercept": ("supervise.intercept", "/api/agents/u2/intercept", {"to": "u3"}),
    "DELETE intercept": ("supervise.intercept", "/api/agents/u2/intercept", None),
}
LIMITS: dict[tuple[str, tuple[str, ...]], bool] = {
    ("*", ()): True,
    ("main", ()): True,
    ("main", ("repair",)): True,
    ("*", ("repair", "service")): True,
    ("main", ("service",)): False,
    ("north", ()): False,
    ("north", ("repair",)): False,
}


async def answer(calls: Calls, act: str, body: Any = None) -> tuple[int, Any]:  # noqa: ANN401 JSON
    _, path, usual = ACTS[act]
    async with calls.browser() as browser:
        response = await browser.request(act.partition(" ")[0], path, json=body or usual)
    return response.status_code, response.json() if response.content else None


@pytest.mark.parametrize("act", ACTS)
@pytest.mark.parametrize(("site", "departments"), LIMITS)
async def test_an_act_is_done_when_it_is_permitted_and_within_the_limits(
    act: str, site: str, departments: tuple[str, ...]
) -> None:
    within = LIMITS[site, departments]
    async with Calls() as calls:
        for permissions, status in (((ACTS[act][0],), 204 if within else 404), ((), 403)):
            calls.become(*permissions, agent="boss", site=site, departments=departments)
            assert (await answer(calls, act))[0] == status
        assert len(calls.asked) == within


@pytest.mark.parametrize("act", ACTS)
async def test_what_is_outside_the_limits_is_refused_as_if_it_were_not_there(act: str) -> None:
    async with Calls() as calls:
        calls.become(ACTS[act][0], agent="boss", site="north")
        outside = await answer(calls, act)
        calls.forget("i1", "u2")
        calls.become(ACTS[act][0], agent="boss", site="*")
        assert await answer(calls, act) == outside


@pytest.mark.parametrize(
    ("act", "body"), [("POST assign", {"agent": "far"}), ("PUT intercept", {"to": "far"})]
)
async def test_nothing_is_offered_to_an_agent_when_that_one_is_outside_the_limits(
    act: str, body: dict[str, str]
) -> None:
    async with Calls() as calls:
        calls.become(ACTS[act][0], agent="boss")
        assert (await answer(calls, act, body))[0] == 404
        assert not calls.asked
