"""What agents and supervisors ask of calls, over HTTP: which command, and who may."""

from typing import Any

import pytest
from fastapi import APIRouter
from tests.unit.features.limits import Place, sight
from tests.unit.features.running import Running

from switchroom.domain.flow.library import Flows, library
from switchroom.domain.flow.parse import parse_flow
from switchroom.domain.interaction import commands
from switchroom.domain.numbers.reach import Reach
from switchroom.domain.routing import commands as routing
from switchroom.features.calls.http import router
from switchroom.features.calls.supervising import router as supervising
from switchroom.kernel.messages import Command
from switchroom.ports.directory import AgentLine, Way

pytestmark = pytest.mark.unit

REACH: dict[str, Reach] = {
    "1004": "internal",
    "58880000": "local",
    "01062345678": "national",
    "0044207": "international",
}
ROUTING = (
    routing.MakeReady,
    routing.MakeNotReady,
    routing.SignOut,
    routing.PickUp,
    routing.Intercept,
)


class Book:
    def line(self, agent: str) -> AgentLine:
        return AgentLine(agent=agent, number="", endpoint=f"agent:{agent}")

    def way(self, number: str, agent: str, caller: str = "") -> Way:
        return Way(number=number, reach=REACH[number], endpoint="", caller=caller)

    def flows(self) -> Flows:
        def node(name: str, **more: object) -> dict[str, object]:
            return {"id": name, "kind": "hang-up", **more}

        bills = {"zh": "电费", "en": "Bills"}
        older, newer = (
            parse_flow(
                {
                    "id": "main",
                    "version": version,
                    "start": "end",
                    "nodes": [node("end"), node(f"bills{version}", entry=bills)],
                }
            )
            for version in (1, 2)
        )
        return library([older, newer])


class Calls(Running):
    def __init__(self) -> None:
        both = APIRouter()
        both.include_router(router)
        both.include_router(supervising)
        super().__init__(router=both)
        self.asked: list[Command] = []
        self.app.state.book = Book()
        here = Place("main", ("repair",))
        self.contacts = {"i1": here}
        self.agents = {"u2": here, "u3": here, "far": Place("north")}
        customers = {"near": here, "north": Place("north")}
        self.app.state.sight = sight(self.store, self.contacts, self.agents, customers)
        kinds: tuple[type[Command], ...] = (*commands.CALL_COMMANDS, commands.Dial, *ROUTING)
        for kind in kinds:
            self.bus.serve(kind, self._note)

    def forget(self, contact: str, agent: str) -> None:
        """Let there be neither."""
        del self.contacts[contact], self.agents[agent]

    async def _note(self, command: Command) -> str:
        self.asked.append(command)
        return "i7"


AGENT: dict[str, tuple[str, Any, Command]] = {
    "hold": ("agent.work", None, commands.HoldCustomer(interaction="i1", agent="u1")),
    "rate": ("agent.work", None, commands.RequestRating(interaction="i1", agent="u1")),
    "resume": ("agent.work", None, commands.ResumeCustomer(interaction="i1", agent="u1")),
    "hang-up": ("agent.work", None, commands.HangUpInteraction(interaction="i1", agent="u1")),
    "transfer": (
        "calls.transfer",
        {"target": {"kind": "queue", "id": "q"}},
        commands.BlindTransfer(
            interaction="i1", agent="u1", target=commands.Target(kind="queue", id="q")
        ),
    ),
    "transfer/complete": (
        "calls.transfer",
        None,
        commands.CompleteTransfer(interaction="i1", agent="u1"),
    ),
    "consult/cancel": (
        "calls.transfer",
        None,
        commands.CancelConsult(interaction="i1", agent="u1"),
    ),
    "swap": ("calls.transfer", None, commands.Swap(interaction="i1", agent="u1")),
    "merge": ("calls.conference", None, commands.MergeConference(interaction="i1", agent="u1")),
    "parties/leg/mute": (
        "agent.work",
        {"muted": True},
        commands.MuteParty(interaction="i1", agent="u1", party="leg", muted=True),
    ),
    "digits": (
        "agent.work",
        {"digits": "12#"},
        commands.SendDigits(interaction="i1", agent="u1", digits="12#"),
    ),
    "return-to-flow": (
        "calls.transfer",
        {"flow": "main", "node": "menu", "variables": {"account": "1"}},
        commands.ReturnToFlow(
            interaction="i1", agent="u1", flow="main", node="menu", variables={"account": "1"}
        ),
    ),
    "monitor": (
        "supervise.listen",
        {"mode": "listen"},
        commands.Monitor(interaction="i1", supervisor="u1", mode="listen"),
    ),
    "barge": ("supervise.barge", None, commands.Barge(interaction="i1", supervisor="u1")),
    "take-over": (
        "supervise.take-over",
        {"agent": "u2"},
        commands.TakeOver(interaction="i1", supervisor="u1", agent="u2"),
    ),
    "release": ("supervise.release", None, commands.Release(interaction="i1", supervisor="u1")),
}


@pytest.mark.parametrize("act", AGENT)
async def test_a_call_is_asked_when_permitted_and_not_otherwise(act: str) -> None:
    permission, body, command = AGENT[act]
    async with Calls() as running:
        for permissions, status in (((permission,), 204), ((), 403)):
            running.become(*permissions, agent="u1")
            async with running.browser() as browser:
                answer = await browser.post(f"/api/interactions/i1/{act}", json=body)
            assert answer.status_code == status
        assert running.asked == [command]


@pytest.mark.parametrize(("number", "reach"), REACH.items())
async def test_a_number_is_dialled_when_it_is_within_reach(number: str, reach: Reach) -> None:
    async with Calls() as running:
        others = {f"calls.dial.{other}" for other in REACH.values() if other != reach}
        async with running.browser() as browser:
            running.become("agent.work", *others, agent="u1")
            answer = await browser.post("/api/agent/dial", json={"number": number})
            assert answer.status_code == 403
            running.become("agent.work", f"calls.dial.{reach}", agent="u1")
            answer = await browser.post("/api/agent/dial", json={"number": number})
            assert answer.status_code == 201
        assert running.asked == [commands.Dial(agent="u1", number=number)]
        assert answer.json() == {"interaction": "i7"}


@pytest.mark.parametrize(("customer", "status"), [("near", 201), ("north", 404), ("nobody", 404)])
async def test_a_customer_is_called_when_within_the_agents_limits(
    customer: str, status: int
) -> None:
    async with Calls() as running:
        running.become("agent.work", "calls.dial.internal", agent="u1")
        async with running.browser() as browser:
            wanted = {"number": "1004", "customer": customer}
            answer = await browser.post("/api/agent/dial", json=wanted)
        assert answer.status_code == status
        asked = commands.Dial(agent="u1", number="1004", customer=customer)
        assert running.asked == ([asked] if status == 201 else [])


async def test_the_entries_of_flows_that_serve_are_listed_when_somebody_transfers() -> None:
    async with Calls() as running:
        async with running.browser() as browser:
            running.become("agent.work", agent="u1")
            assert (await browser.get("/api/entries")).status_code == 403
            running.become("calls.transfer", agent="u1")
            listed = (await browser.get("/api/entries")).json()
        name = {"zh": "电费", "en": "Bills"}
        assert listed == [{"flow": "main", "node": "bills2", "name": name}]


@pytest.mark.parametrize("route", ["transfer", "parties"])
async def test_a_number_is_not_rung_when_it_is_beyond_the_agents_reach(route: str) -> None:
    async with Calls() as running:
        running.become("calls.transfer", "calls.conference", "calls.dial.local", agent="u1")
        target = {"target": {"kind": "number", "id": "0044207"}}
        async with running.browser() as browser:
            answer = await browser.post(f"/api/interactions/i1/{route}", json=target)
        assert answer.status_code == 403
        assert not running.asked


async def test_nobody_whispers_when_only_listening_is_permitted() -> None:
    async with Calls() as running:
        running.become("supervise.listen", agent="u1")
        async with running.browser() as browser:
            whisper = {"mode": "whisper"}
            answer = await browser.post("/api/interactions/i1/monitor", json=whisper)
        assert answer.status_code == 403


async def test_a_supervisor_moves_agents_and_who_waits_when_permitted() -> None:
    async with Calls() as running:
        running.become(
            "supervise.force-state",
            "supervise.assign",
            "supervise.intercept",
            "queues.pick-up",
            user="boss",
            agent="boss",
        )
        async with running.browser() as browser:
            await browser.post("/api/agents/u2/state", json={"state": "ready"})
            await browser.post("/api/agents/u2/state", json={"state": "not-ready"})
            await browser.post("/api/agents/u2/state", json={"state": "signed-out"})
            await browser.post("/api/waiting/i1/assign", json={"agent": "u2"})
            await browser.post("/api/waiting/i1/pick-up")
            await browser.put("/api/agents/u2/intercept", json={"to": "u3"})
            await browser.delete("/api/agents/u2/intercept")
        assert running.asked == [
            routing.MakeReady(agent="u2", by="boss"),
            routing.MakeNotReady(agent="u2", reason="forced", by="boss"),
            routing.SignOut(agent="u2", by="boss"),
            routing.PickUp(interaction="i1", agent="u2", by="boss"),
            routing.PickUp(interaction="i1", agent="boss"),
            routing.Intercept(agent="u2", to="u3", by="boss"),
            routing.Intercept(agent="u2", to=None, by="boss"),
        ]
