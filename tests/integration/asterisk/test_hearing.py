"""Who hears whom, by tones on the wire."""

import asyncio

import numpy as np
import pytest

from switchroom.ports.telephony import Connected, MonitorState, PlaybackEnded
from switchroom.testing.sound import strongest_tone
from switchroom.testing.telephony_asterisk import AsteriskHarness
from switchroom.testing.telephony_contract import Listener
from switchroom.testing.telephony_tones import RATE, Room, is_heard

pytestmark = pytest.mark.integration

CUSTOMER, AGENT, SUPERVISOR = 700.0, 850.0, 1000.0
MUSIC, RINGING, PROMPT = 523.25, 450.0, 1300.0
ALL = (CUSTOMER, AGENT, SUPERVISOR, MUSIC, RINGING, PROMPT)


@pytest.fixture
async def room(harness: AsteriskHarness, listener: Listener) -> Room:
    harness.telephony.start()
    await listener.until(Connected)
    return Room(harness, listener)


async def test_monitored_talk_is_heard_and_listener_is_not_when_it_listens(room: Room) -> None:
    telephony = room.harness.telephony
    customer, agent = await room.customer(CUSTOMER), await room.agent("1001", AGENT)
    supervisor = await room.agent("1002", SUPERVISOR)
    await telephony.join("talk", [customer, agent])
    await telephony.start_music(supervisor)
    await telephony.monitor("watch", agent, supervisor, whisper=False)
    await asyncio.sleep(0.3)
    assert await room.heard(*ALL) == {
        customer: {AGENT},
        agent: {CUSTOMER},
        supervisor: {CUSTOMER, AGENT},
    }


async def test_whisper_is_heard_by_the_target_alone_and_ends_when_only_listening_is_asked(
    room: Room,
) -> None:
    telephony = room.harness.telephony
    customer, agent = await room.customer(CUSTOMER), await room.agent("1001", AGENT)
    supervisor = await room.agent("1002", SUPERVISOR)
    await telephony.join("talk", [customer, agent])
    for _ in range(2):
        await telephony.monitor("watch", agent, supervisor, whisper=True)
    await asyncio.sleep(0.3)
    assert await room.heard(*ALL) == {
        customer: {AGENT},
        agent: {CUSTOMER, SUPERVISOR},
        supervisor: {CUSTOMER, AGENT},
    }
    snapshot = await telephony.snapshot()
    assert {state.leg for state in snapshot.legs} == {customer, agent, supervisor}
    assert list(snapshot.bridges) == ["talk"]
    assert snapshot.monitors == {
        "watch": MonitorState(target=agent, listener=supervisor, whisper=True)
    }
    await telephony.monitor("watch", agent, supervisor, whisper=False)
    await asyncio.sleep(0.3)
    assert await room.heard(*ALL) == {
        customer: {AGENT},
        agent: {CUSTOMER},
        supervisor: {CUSTOMER, AGENT},
    }
    for _ in range(2):
        await telephony.unmonitor("watch")
    await asyncio.sleep(0.2)
    assert await room.heard(*ALL) == {customer: {AGENT}, agent: {CUSTOMER}, supervisor: set()}
    assert (await telephony.snapshot()).monitors == {}


async def test_whisper_is_heard_when_the_customer_is_held(room: Room) -> None:
    telephony = room.harness.telephony
    customer, agent = await room.customer(CUSTOMER), await room.agent("1001", AGENT)
    supervisor = await room.agent("1002", SUPERVISOR)
    await telephony.join("talk", [customer, agent])
    await telephony.monitor("watch", agent, supervisor, whisper=True)
    await telephony.leave("talk", customer)
    await telephony.start_music(customer)
    await asyncio.sleep(0.3)
    assert await room.heard(*ALL) == {
        customer: {MUSIC},
        agent: {SUPERVISOR},
        supervisor: {AGENT},
    }
    assert list((await telephony.snapshot()).bridges) == ["talk"]
    await telephony.join("talk", [customer])
    await asyncio.sleep(0.3)
    assert await room.heard(*ALL) == {
        customer: {AGENT},
        agent: {CUSTOMER, SUPERVISOR},
        supervisor: {CUSTOMER, AGENT},
    }


async def test_recording_has_the_talk_and_not_the_whisper_when_the_agent_is_whispered_to(
    room: Room,
) -> None:
    telephony = room.harness.telephony
    customer = await room.customer(CUSTOMER)
    agent = await room.agent("1001", AGENT, recording="whispered")
    supervisor = await room.agent("1002", SUPERVISOR)
    await telephony.join("talk", [customer, agent])
    await telephony.monitor("watch", agent, supervisor, whisper=True)
    await asyncio.sleep(1.5)
    raw = room.harness.laboratory.process.instance.conversations / "whispered.raw"
    says, hears = (np.fromfile(raw, "<i2").reshape(-1, 2)[-RATE:] / 32768).T.astype(np.float32)
    assert {hertz for hertz in ALL if is_heard(says, hertz)} == {AGENT}
    assert {hertz for hertz in ALL if is_heard(hears, hertz)} == {CUSTOMER}


async def test_muted_target_is_heard_by_nobody_when_it_is_monitored(room: Room) -> None:
    telephony = room.harness.telephony
    customer, agent = await room.customer(CUSTOMER), await room.agent("1001", AGENT)
    supervisor = await room.agent("1002", SUPERVISOR)
    await telephony.join("talk", [customer, agent])
    await telephony.monitor("watch", agent, supervisor, whisper=False)
    await telephony.mute(agent)
    await asyncio.sleep(0.3)
    assert await room.heard(*ALL) == {customer: set(), agent: {CUSTOMER}, supervisor: {CUSTOMER}}


async def test_held_leg_hears_music_and_not_the_talk_when_others_go_on(room: Room) -> None:
    telephony = room.harness.telephony
    customer, agent = await room.customer(CUSTOMER), await room.agent("1001", AGENT)
    consulted = await room.agent("1002", SUPERVISOR)
    await telephony.join("talk", [customer, agent, consulted])
    await telephony.leave("talk", customer)
    await telephony.start_music(customer)
    await asyncio.sleep(0.3)
    assert await room.heard(*ALL) == {
        customer: {MUSIC},
        agent: {SUPERVISOR},
        consulted: {AGENT},
    }
    await telephony.join("talk", [customer])
    await asyncio.sleep(0.3)
    assert await room.heard(*ALL) == {
        customer: {AGENT, SUPERVISOR},
        agent: {CUSTOMER, SUPERVISOR},
        consulted: {CUSTOMER, AGENT},
    }


async def test_muted_leg_is_not_heard_and_hears_when_it_is_muted(room: Room) -> None:
    telephony = room.harness.telephony
    customer, agent = await room.customer(CUSTOMER), await room.agent("1001", AGENT)
    await telephony.join("talk", [customer, agent])
    for _ in range(2):
        await telephony.mute(agent)
    await asyncio.sleep(0.2)
    assert await room.heard(*ALL) == {customer: set(), agent: {CUSTOMER}}
    for _ in range(2):
        await telephony.unmute(agent)
    await asyncio.sleep(0.2)
    assert await room.heard(*ALL) == {customer: {AGENT}, agent: {CUSTOMER}}


async def test_ringing_tone_of_china_is_heard_until_it_is_stopped(room: Room) -> None:
    telephony = room.harness.telephony
    agent = await room.agent("1001", AGENT)
    await telephony.start_ringback(agent)
    heard = (await room.sound(5.5))[agent]
    steps = heard[: len(heard) // 800 * 800].reshape(-1, 800)
    sounding = [is_heard(step, RINGING) for step in steps]
    assert 8 <= sum(sounding) <= 20
    assert strongest_tone(heard[:6000], RATE) == pytest.approx(RINGING, abs=3)
    for _ in range(2):
        await telephony.stop_ringback(agent)
    assert await room.heard(*ALL) == {agent: set()}


async def test_ringing_tone_ends_when_the_leg_is_joined(room: Room) -> None:
    telephony = room.harness.telephony
    customer, agent = await room.customer(CUSTOMER), await room.agent("1001", AGENT)
    await telephony.start_ringback(agent)
    await telephony.join("talk", [customer, agent])
    await asyncio.sleep(0.2)
    heard = (await room.sound(5.5))[agent]
    parts = np.array_split(heard, 10)
    assert [is_heard(part, CUSTOMER) for part in parts] == [True] * 10
    assert not any(is_heard(part, RINGING) for part in parts)


async def test_sound_is_heard_by_its_leg_only_when_the_leg_is_in_a_talk(room: Room) -> None:
    telephony = room.harness.telephony
    customer, agent = await room.customer(CUSTOMER), await room.agent("1001", AGENT)
    await telephony.join("talk", [customer, agent])
    sound = room.harness.laboratory.sound(2000, PROMPT)
    await telephony.play(customer, "prompt", [sound])
    await asyncio.sleep(0.3)
    heard = await room.heard(*ALL)
    assert PROMPT in heard[customer]
    assert PROMPT not in heard[agent]
    await room.listener.until(PlaybackEnded, playback="prompt")
    assert await room.heard(*ALL) == {customer: {AGENT}, agent: {CUSTOMER}}


async def test_sound_is_heard_by_all_when_it_is_played_to_the_bridge(room: Room) -> None:
    telephony = room.harness.telephony
    customer, agent = await room.customer(CUSTOMER), await room.agent("1001", AGENT)
    await telephony.join("talk", [customer, agent])
    sound = room.harness.laboratory.sound(2000, PROMPT)
    await telephony.play_bridge("talk", "prompt", [sound])
    await asyncio.sleep(0.5)
    heard = await room.heard(*ALL)
    assert PROMPT in heard[customer]
    assert PROMPT in heard[agent]
    snapshot = await telephony.snapshot()
    assert {state.leg for state in snapshot.legs} == {customer, agent}
    assert set(snapshot.bridges["talk"]) == {customer, agent}
    await room.listener.until(PlaybackEnded, playback="prompt")
    assert await room.heard(*ALL) == {customer: {AGENT}, agent: {CUSTOMER}}


async def test_each_hears_the_four_others_when_five_confer(room: Room) -> None:
    tones = [500.0, 620.0, 740.0, 860.0, 980.0]
    legs = [await room.customer(tones[0])]
    legs += [await room.agent(f"100{n}", hertz) for n, hertz in enumerate(tones[1:], 1)]
    await room.harness.telephony.join("talk", legs)
    await asyncio.sleep(0.3)
    heard = await room.heard(*tones)
    assert heard == {leg: set(tones) - {own} for leg, own in zip(legs, tones, strict=True)}
