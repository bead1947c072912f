from collections.abc import AsyncIterator

import pytest
from sqlalchemy import Connection
from tests.unit.features.running import Running

from switchroom.domain.routing.commands import SignOut
from switchroom.features.agents.events import MESSAGES
from switchroom.features.agents.http import router
from switchroom.features.agents.service import (
    Agent,
    agent_card,
    agent_rules,
    all_agents,
    get_agent,
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


class MissingAgentError(InvalidError):
    pass


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
    assert await running.store.read(lambda c: get_agent(c, free.agent)) == free
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
        running.become("agents.view")
        assert (await browser.put(f"/api/agents/{agent}", json=line)).status_code == 403
    audit = await running.store.read(lambda c: entries(c, "agent-settings:u1"))
    assert [line.actor for line in audit] == ["", "boss"]


async def test_an_agent_is_refused_when_they_are_nobody(running: Running) -> None:
    def check(_: Connection, agent: Agent) -> None:
        raise MissingAgentError(agent.agent)

    running.app.state.check_agent = check
    running.become("agents.edit")
    async with running.browser() as browser:
        given = {"number": "9", "extension": "9"}
        assert (await browser.put("/api/agents/nobody", json=given)).status_code == 422
    assert [one.agent for one in await running.store.read(all_agents)] == ["u1"]


async def test_an_agent_stands_as_before_when_a_change_is_undone(running: Running) -> None:
    running.become("agents.view", "agents.edit", user="boss")
    async with running.browser() as browser:
        given = {"number": "1001", "extension": "8001", "skills": {"fault": 9}}
        await browser.put("/api/agents/u1", json=given)
        newest, oldest = (await browser.get("/api/agents/u1/history")).json()
        assert (newest["before"]["skills"], newest["after"]["skills"]) == (
            {"fault": 7},
            {"fault": 9},
        )
        assert (newest["actor"], oldest["before"]) == ("boss", None)
        undone = await browser.post("/api/agents/u1/undo", json={"position": newest["position"]})
        assert undone.status_code == 204
    assert await running.store.read(lambda c: get_agent(c, "u1")) == WANG


async def test_an_agent_stays_when_a_call_of_theirs_runs(running: Running) -> None:
    async def refuse(_: SignOut) -> None:
        raise ConflictError("A call runs.")

    running.bus.serve(SignOut, refuse)
    running.become("agents.edit")
    async with running.browser() as browser:
        assert (await browser.delete("/api/agents/u1")).status_code == 409
    assert await running.store.read(lambda c: get_agent(c, "u1")) == WANG


async def test_a_user_is_no_agent_when_removed_and_again_when_undone(running: Running) -> None:
    signed_out: list[str] = []

    async def note(command: SignOut) -> None:
        signed_out.append(command.agent)

    running.bus.serve(SignOut, note)
    running.become("agents.view", "agents.edit")
    async with running.browser() as browser:
        assert (await browser.delete("/api/agents/u1")).status_code == 204
        assert signed_out == ["u1"]
        assert (await browser.delete("/api/agents/u1")).status_code == 404
        gone = (await browser.get("/api/agents/u1/history")).json()[0]
        await browser.post("/api/agents/u1/undo", json={"position": gone["position"]})
    assert await running.store.read(lambda c: get_agent(c, "u1")) == WANG


def test_every_route_declares_who_may_use_it() -> None:
    assert undeclared(router.routes, PERMISSIONS) == []
