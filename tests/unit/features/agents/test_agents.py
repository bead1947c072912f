from collections.abc import AsyncIterator

import pytest
from tests.unit.features.running import Running

from switchroom.features.agents.events import MESSAGES
from switchroom.features.agents.http import router
from switchroom.features.agents.service import (
    Agent,
    agent_by_extension,
    agent_card,
    agent_rules,
    remove_agent,
    set_agent,
)
from switchroom.features.users.roles import PERMISSIONS
from switchroom.kernel.errors import ConflictError, InvalidError
from switchroom.runtime.journal import entries
from switchroom.testing.access import undeclared

pytestmark = pytest.mark.unit

WANG = Agent(
    agent="u1",
    number="1001",
    extension="8001",
    skills={"fault": 7},
    queues=("fault", "general"),
    interrupts={"chat": ("email",)},
)


@pytest.fixture
async def running() -> AsyncIterator[Running]:
    async with Running(MESSAGES, router=router) as running:
        await running.store.write(lambda tx: set_agent(tx, WANG))
        yield running


async def test_the_routing_gets_every_rule_when_agents_are_set(running: Running) -> None:
    rules = await running.store.read(agent_rules)
    assert rules == [WANG.rule()]
    assert rules[0].interrupts == {"chat": ("email",)}


async def test_all_queues_stay_all_when_an_agent_is_not_bound_to_any(running: Running) -> None:
    free = Agent(agent="u2", number="1002", extension="8002")
    await running.store.write(lambda tx: set_agent(tx, free))
    assert await running.store.read(lambda c: agent_by_extension(c, "8002")) == free
    assert free.rule().queues is None


async def test_the_desk_gets_the_agents_card_when_a_user_is_one(running: Running) -> None:
    card = {"id": "u1", "number": "1001", "extension": "8001"}
    assert await running.store.read(lambda c: agent_card(c, "u1")) == card
    await running.store.write(lambda tx: remove_agent(tx, "u1"))
    assert await running.store.read(lambda c: agent_card(c, "u1")) is None


@pytest.mark.parametrize(("number", "extension"), [("1002", "8001"), ("1001", "8002")])
async def test_an_agent_is_refused_when_number_or_extension_is_taken(
    running: Running, number: str, extension: str
) -> None:
    other = Agent(agent="u2", number=number, extension=extension)
    with pytest.raises(ConflictError):
        await running.store.write(lambda tx: set_agent(tx, other))


@pytest.mark.parametrize("wrong", [{"skills": {"fault": 11}}, {"extension": "80;01"}])
async def test_an_agent_is_refused_when_it_makes_no_sense(
    running: Running, wrong: dict[str, object]
) -> None:
    agent = Agent(**{"agent": "u2", "number": "1002", "extension": "8002"} | wrong)  # type: ignore[arg-type] # wrong on purpose
    with pytest.raises(InvalidError):
        await running.store.write(lambda tx: set_agent(tx, agent))


async def test_nothing_is_audited_when_nothing_changed(running: Running) -> None:
    await running.store.write(lambda tx: set_agent(tx, WANG))
    assert len(await running.store.read(lambda c: entries(c, "agent-settings:u1"))) == 1


async def test_settings_change_when_a_supervisor_changes_them(running: Running) -> None:
    async with running.browser() as browser:
        running.become("agents.view", "agents.edit", user="boss")
        [line] = (await browser.get("/api/agents")).json()
        agent = line.pop("agent")
        answer = await browser.put(f"/api/agents/{agent}", json=line | {"skills": {"fault": 9}})
        assert answer.json()["skills"] == {"fault": 9}
        wrong = await browser.put(f"/api/agents/{agent}", json=line | {"skills": {"fault": 11}})
        assert wrong.status_code == 422
        assert (await browser.put("/api/agents/nobody", json=line)).status_code == 404
        running.become("agents.view")
        assert (await browser.put(f"/api/agents/{agent}", json=line)).status_code == 403
    audit = await running.store.read(lambda c: entries(c, "agent-settings:u1"))
    assert [line.actor for line in audit] == ["", "boss"]


def test_every_route_declares_who_may_use_it() -> None:
    assert undeclared(router.routes, PERMISSIONS) == []
