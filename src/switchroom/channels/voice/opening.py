"""A call at the door: who, which number, which flow; all stored before it is answered."""

from switchroom.channels.voice import tables
from switchroom.channels.voice.acts import Act, Answer, End, PlayPieces
from switchroom.channels.voice.call import Call
from switchroom.channels.voice.dialling import begin as begin_dialling
from switchroom.channels.voice.dialling import dialled_call
from switchroom.channels.voice.flowing import refusal, take
from switchroom.channels.voice.line import World, moment
from switchroom.channels.voice.reaction import Reaction
from switchroom.domain.flow.engine import begin
from switchroom.domain.flow.messages import Spoken
from switchroom.domain.interaction.commands import Dial
from switchroom.domain.interaction.events import (
    CallBarred,
    CustomerIdentified,
    InteractionOpened,
)
from switchroom.domain.speaking.catalogue import announcement
from switchroom.domain.speaking.pieces import Language
from switchroom.kernel.errors import NotFoundError
from switchroom.ports.directory import Arrival, Barring, Way
from switchroom.ports.store import Transaction
from switchroom.ports.telephony import LegArrived

NOT_IN_SERVICE = 1
"""Q.850: unallocated number."""


async def open_call(
    world: World, interaction: str, arrived: LegArrived
) -> tuple[Call, tuple[Act, ...]]:
    """Open the interaction and begin its flow; what is left to do is to carry out the acts."""

    def unit(tx: Transaction) -> Reaction:
        arrival = world.directory.arrival(
            tx.connection, arrived.caller, arrived.called, arrived.trunk
        )
        call = _call(interaction, arrived, arrival, tx.now)
        reaction = Reaction(call, world.directory, tx.now)
        _begin(reaction, arrived, arrival)
        tx.record(f"interaction:{interaction}", *reaction.events)
        tables.add(tx.connection, reaction.call)
        return reaction

    at = moment(arrived.at, world.clock.now())
    reaction = await world.store.write(unit, at)
    return reaction.call, tuple(reaction.acts)


async def open_dialled(
    world: World, interaction: str, dial: Dial, way: Way
) -> tuple[Call, tuple[Act, ...]]:
    """Open an interaction that an agent asked for; their telephone is rung first."""

    def unit(tx: Transaction) -> Reaction:
        call = dialled_call(interaction, way, dial.customer, tx.now)
        reaction = Reaction(call, world.directory, tx.now)
        begin_dialling(reaction, dial.agent, way)
        if dial.customer:
            reaction.record(
                CustomerIdentified(interaction=interaction, customer=dial.customer, by="agent")
            )
        tx.record(f"interaction:{interaction}", *reaction.events, actor=dial.agent)
        tables.add(tx.connection, reaction.call)
        return reaction

    reaction = await world.store.write(unit)
    return reaction.call, tuple(reaction.acts)


def _call(interaction: str, arrived: LegArrived, arrival: Arrival, now: int) -> Call:
    return Call(
        interaction=interaction,
        leg=arrived.leg,
        caller=arrival.caller,
        caller_name=arrived.caller_name,
        called=arrival.called,
        arrived=now,
        customer=arrival.customer,
        last_agent=arrival.last_agent,
        traced_agent=arrival.traced_agent,
        priority=arrival.priority,
        vip=arrival.vip,
        language=arrival.language or "zh",
    )


def _begin(reaction: Reaction, arrived: LegArrived, arrival: Arrival) -> None:
    call = reaction.call
    reaction.record(
        InteractionOpened(
            interaction=call.interaction,
            channel="voice",
            direction="in",
            caller=call.caller,
            called=call.called,
            caller_name=call.caller_name,
            trunk=arrived.trunk,
            site=arrival.site,
            department=arrival.department,
            leg=call.leg,
        )
    )
    if call.customer:
        reaction.record(
            CustomerIdentified(interaction=call.interaction, customer=call.customer, by="number")
        )
    if arrival.barred:
        _bar(reaction, arrival.barred)
    else:
        _start_flow(reaction, arrival)


def _bar(reaction: Reaction, barred: Barring) -> None:
    """Refuse a caller before any answer, or say why and then end the call."""
    call = reaction.call
    reaction.record(CallBarred(interaction=call.interaction, why=barred.why, entry=barred.entry))
    if not barred.spoken:
        reaction.act(End(leg=call.leg, cause=barred.cause))
        reaction.end("refused", barred.cause)
        return
    language: Language = "en" if call.language == "en" else "zh"
    sentence = Spoken(kind="text", value=announcement("barred", language))
    said = PlayPieces(leg=call.leg, playback=refusal(call), pieces=(sentence,), language=language)
    reaction.act(Answer(leg=call.leg), said)


def _start_flow(reaction: Reaction, arrival: Arrival) -> None:
    call = reaction.call
    facts = call.facts(arrival.variables)
    try:
        step = begin(reaction.flows, arrival.flow, None, facts, reaction.now)
    except NotFoundError:
        reaction.act(End(leg=call.leg, cause=NOT_IN_SERVICE))
        reaction.end("refused", NOT_IN_SERVICE)
        return
    reaction.act(Answer(leg=call.leg))
    take(reaction, step)
