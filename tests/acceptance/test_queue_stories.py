"""What else happens to callers in a queue: through real calls and real telephones."""

import asyncio
from contextlib import AsyncExitStack
from itertools import pairwise
from pathlib import Path

import pytest
from tests.acceptance.harness.caller import calling, says
from tests.acceptance.harness.centre import Centre
from tests.acceptance.harness.people import Person, person, telephone_agent
from tests.acceptance.harness.records import (
    AGREE_WITHIN,
    Row,
    journal_of,
    journal_with,
    kinds,
    record_of,
    stored,
)

from switchroom.adapters.sipp import (
    Answers,
    AwaitHangUp,
    HangUp,
    NeverAnswers,
    Pause,
    Press,
    Rejects,
    Step,
)
from switchroom.testing.sound import read, tone_level

pytestmark = [pytest.mark.acceptance, pytest.mark.asyncio(loop_scope="session")]

TO_FAULTS: tuple[Step, ...] = (Pause(2_000), Press("1"), Pause(2_000), Press("1"))


def patient(folder: Path) -> tuple[Step, ...]:
    """Go to the fault queue, speak (a silent line is not recorded), stay until hung up on."""
    return (*TO_FAULTS, says(folder, 440.0), AwaitHangUp(120_000))


def talks(folder: Path) -> Answers:
    """Answer, speak for five seconds, hang up."""
    return Answers(300, (says(folder, 660.0), Pause(5_000), HangUp()))


def ended(row: Row) -> bool:
    return bool(row["ended_at"])


async def test_the_next_agent_gets_the_call_when_the_first_rejects_it(
    product: Centre, tmp_path: Path
) -> None:
    number = "13900000001"
    async with (
        telephone_agent(product, "liqiang", tmp_path / "li", Rejects(300), calls=5),
        telephone_agent(product, "liuyang", tmp_path / "liu", talks(tmp_path / "voice")) as (
            _,
            telephone,
        ),
        person(product, "supervisor") as watcher,
        calling(
            product.sip, tmp_path / "caller", *patient(tmp_path / "tone"), number=number
        ) as caller,
    ):
        assert (await caller.finish(60)).went_well
        row = await record_of(watcher, number, stored)
        journal = await journal_of(watcher, row["id"])
        causes = [one["data"]["cause"] for one in journal if one["type"] == "OfferEnded"]
        assert causes in ([], ["rejected"])
        assert row["agent"]["id"] == "liuyang"
        answer = telephone.ledger().first("INVITE", 200)
        assert answer
        assert caller.ended_at
        assert abs(row["connected_at"] - answer.at) < AGREE_WITHIN
        assert abs(row["ended_at"] - caller.ended_at) < AGREE_WITHIN


async def test_an_agent_who_does_not_answer_is_paused_when_it_happened_twice(
    product: Centre, tmp_path: Path
) -> None:
    number = "13900000002"
    async with (
        telephone_agent(product, "liqiang", tmp_path / "li", NeverAnswers(), calls=2),
        person(product, "supervisor") as watcher,
        calling(
            product.sip, tmp_path / "caller", *TO_FAULTS, Pause(55_000), HangUp(), number=number
        ) as caller,
    ):
        row = await record_of(watcher, number, lambda row: bool(row["queued_at"]))
        causes: list[str] = []
        async with asyncio.timeout(70):
            while len(causes) < 2:
                await asyncio.sleep(1)
                journal = await journal_of(watcher, row["id"])
                causes = [one["data"]["cause"] for one in journal if one["type"] == "OfferEnded"]
        assert causes == ["no-answer", "no-answer"]
        queues = await watcher.see("/api/queues")
        faults = next(queue for queue in queues if queue["id"] == "fault-repair")
        assert faults["agents"]["ready"] == 0
        assert faults["waiting"] == 1
        await caller.finish(60)


async def test_the_agent_is_free_again_when_the_caller_leaves_while_it_rings(
    product: Centre, tmp_path: Path
) -> None:
    number = "13900000003"
    leaves = (*TO_FAULTS, Pause(4_000), HangUp())
    async with (
        telephone_agent(product, "liqiang", tmp_path / "li", NeverAnswers()),
        person(product, "supervisor") as watcher,
        calling(product.sip, tmp_path / "caller", *leaves, number=number) as caller,
    ):
        await caller.finish(30)
        row = await record_of(watcher, number, ended)
        assert row["cause"] == "customer-left-queue"
        assert caller.ended_at
        assert abs(row["ended_at"] - caller.ended_at) < AGREE_WITHIN
        journal = await journal_with(watcher, row["id"], "InteractionWithdrawn")
        assert [one["data"]["cause"] for one in journal if one["type"] == "OfferEnded"] == [
            "withdrawn"
        ]
        queues = await watcher.see("/api/queues")
        faults = next(queue for queue in queues if queue["id"] == "fault-repair")
        assert (faults["waiting"], faults["offered"]) == (0, 0)


async def test_a_message_is_kept_when_somebody_calls_at_night(
    product: Centre, tmp_path: Path
) -> None:
    number = "13900000004"
    tone = says(tmp_path / "tone", 440.0)
    steps = (Pause(2_000), Press("1"), tone, Pause(25_000), HangUp())
    async with (
        person(product, "supervisor") as watcher,
        calling(product.sip, tmp_path / "caller", *steps, number=number, called="95599") as caller,
    ):
        await caller.finish(60)
        row = await record_of(watcher, number, stored)
        assert row["cause"] == "voicemail"
        [recording] = row["recordings"]
        samples, rate = read(await watcher.hear(recording["id"], tmp_path / "message.opus"))
        middle = samples[len(samples) // 2 :][:rate, 0]
        assert tone_level(middle, rate, 440.0) > 0.1


async def test_all_are_served_once_when_ten_callers_meet_three_agents(
    product: Centre, tmp_path: Path
) -> None:
    agents = ("liqiang", "liuyang", "wangfang")
    numbers = [f"139000001{n:02}" for n in range(10)]
    async with AsyncExitStack() as stack:
        voice = talks(tmp_path / "voice")
        desks = [
            await stack.enter_async_context(
                telephone_agent(product, name, tmp_path / name, voice, calls=10)
            )
            for name in agents
        ]
        watcher = await stack.enter_async_context(person(product, "supervisor"))
        callers = [
            await stack.enter_async_context(
                calling(
                    product.sip,
                    tmp_path / number,
                    *patient(tmp_path / f"tone{number}"),
                    number=number,
                )
            )
            for number in numbers
        ]
        writing_up = asyncio.gather(*(keep_finishing(agent) for agent, _ in desks))
        ledgers = await asyncio.gather(*(caller.finish(150) for caller in callers))
        writing_up.cancel()
        assert all(ledger.went_well for ledger in ledgers)
        rows = [await record_of(watcher, number, stored) for number in numbers]
        assert {row["cause"] for row in rows} == {"agent-hung-up"}
        assert len({row["id"] for row in rows}) == len(numbers)
        assert {row["agent"]["id"] for row in rows} <= set(agents)
        journals = [await journal_of(watcher, row["id"]) for row in rows]
        for journal in journals:
            assert kinds(journal).count("InteractionAssigned") == 1
            assert kinds(journal).count("InteractionEnded") == 1
    assert_no_agent_served_two_at_once(journals)


async def keep_finishing(agent: Person) -> None:
    """Write up quickly, whenever there is something to write up."""
    while True:
        await agent.attempt("/api/agent/wrap-up/finish")
        await asyncio.sleep(0.5)


def assert_no_agent_served_two_at_once(journals: list[list[Row]]) -> None:
    by_agent: dict[str, list[tuple[int, int]]] = {}
    for journal in journals:
        begun = next(one for one in journal if one["type"] == "AgentConnected")
        over = next(one for one in journal if one["type"] == "SegmentEnded")
        by_agent.setdefault(begun["data"]["agent"], []).append((begun["at"], over["at"]))
    for spans in by_agent.values():
        spans.sort()
        assert all(before[1] <= after[0] for before, after in pairwise(spans))
