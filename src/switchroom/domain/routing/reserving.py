"""Agents who are occupied with what is no work, such as a supervisor who listens to a call."""

from switchroom.domain.presence import states
from switchroom.domain.routing.commands import Reserve, Unreserve
from switchroom.domain.routing.events import AgentReserved, AgentUnreserved
from switchroom.domain.routing.turn import Turn


def reserve(turn: Turn, command: Reserve) -> None:
    """Nothing is offered to the agent from now on; what rings already stays."""
    agent = turn.agent(command.agent)
    if states.reserve(agent.presence, command.reservation, turn.now):
        turn.emit(AgentReserved(agent=command.agent, reservation=command.reservation))
        turn.stir(agent)


def unreserve(turn: Turn, command: Unreserve) -> None:
    """The agent is offered work again, unless something else occupies them."""
    agent = turn.agent(command.agent)
    if states.unreserve(agent.presence, command.reservation, turn.now):
        turn.emit(AgentUnreserved(agent=command.agent, reservation=command.reservation))
        turn.stir(agent)
