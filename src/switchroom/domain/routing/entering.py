"""Coming into a queue and leaving it unserved."""

from switchroom.domain.routing.commands import Enqueue, Withdraw
from switchroom.domain.routing.events import InteractionWithdrawn
from switchroom.domain.routing.offers import end_offers
from switchroom.domain.routing.overflow import admit
from switchroom.domain.routing.rules import Request
from switchroom.domain.routing.standing import step_out
from switchroom.domain.routing.turn import Turn
from switchroom.kernel.errors import ConflictError, InvalidError, NotFoundError


def enqueue(turn: Turn, command: Enqueue) -> None:
    """Wait from now on, unless the queue sends it on."""
    turn.queue(command.queue)
    _check(turn, command)
    entered = turn.now if command.entered is None else command.entered
    request = Request(
        interaction=command.interaction,
        queue=command.queue,
        entered=entered,
        priority=command.priority,
        needs=command.needs,
        last_agent=command.last_agent,
        only_agent=command.only_agent,
        first_agent=command.first_agent,
        stays=command.stays,
        order=turn.state.order,
        joined=entered,
    )
    turn.state.order += 1
    admit(turn, request)


def withdraw(turn: Turn, command: Withdraw) -> None:
    """Wait no more; whoever was asked is not asked any more."""
    entry = turn.state.entries.pop(command.interaction, None)
    if entry is None:
        if command.interaction in turn.state.works:
            raise ConflictError("This interaction is being served already.")
        raise NotFoundError("This interaction does not wait.")
    step_out(turn, entry)
    turn.state.queues[entry.request.queue].ringing.pop(command.interaction, None)
    end_offers(turn, entry, "withdrawn")
    turn.emit(
        InteractionWithdrawn(
            interaction=command.interaction,
            queue=entry.request.queue,
            cause=command.cause,
            waited=turn.now - entry.request.joined,
        )
    )


def _check(turn: Turn, command: Enqueue) -> None:
    if command.interaction in turn.state.entries:
        raise ConflictError("This interaction waits already.")
    if not 0 <= command.priority <= 100:
        raise InvalidError("A priority is between 0 and 100.")
    if command.entered is not None and command.entered > turn.now:
        raise InvalidError("Nothing waits since a moment to come.")
    if command.only_agent is not None:
        turn.agent(command.only_agent)
