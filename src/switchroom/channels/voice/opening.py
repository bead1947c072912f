"""A call at the door: who, which number, which flow; all stored before it is answered."""

from switchroom.channels.voice import tables
from switchroom.channels.voice.acts import Act, Answer, End
from switchroom.channels.voice.call import Call
from switchroom.channels.voice.flowing import take
from switchroom.channels.voice.line import World, moment
from switchroom.channels.voice.reaction import Reaction
from switchroom.domain.flow.engine import begin
from switchroom.domain.flow.messages import CallFacts
from switchroom.domain.interaction.events import CustomerIdentified, InteractionOpened
from switchroom.kernel.errors import NotFoundError
from switchroom.ports.directory import Arrival
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
        reaction = Reaction(call, world.directory.flows(), tx.now)
        _begin(reaction, arrived, arrival)
        tx.record(f"interaction:{interaction}", *reaction.events)
        tables.add(tx.connection, reaction.call)
        return reaction

    at = moment(arrived.at, world.clock.now())
    reaction = await world.store.write(unit, at)
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
    _start_flow(reaction, arrival)


def _start_flow(reaction: Reaction, arrival: Arrival) -> None:
    call = reaction.call
    facts = CallFacts(
        interaction=call.interaction,
        caller=call.caller,
        called=call.called,
        customer=call.customer,
        vip=call.vip,
        language=call.language,
        variables=arrival.variables,
    )
    try:
        step = begin(reaction.flows, arrival.flow, None, facts, reaction.now)
    except NotFoundError:
        reaction.act(End(leg=call.leg, cause=NOT_IN_SERVICE))
        reaction.end("refused", NOT_IN_SERVICE)
        return
    reaction.act(Answer(leg=call.leg))
    take(reaction, step)
