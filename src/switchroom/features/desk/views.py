"""What the desk is shown of agents, offers and queues; shapes as in the desk protocol."""

from collections.abc import Mapping
from typing import Any, Protocol

from sqlalchemy import Connection

from switchroom.domain.numbers.writing import pretty
from switchroom.domain.routing.rules import Request
from switchroom.features.desk.planned import PlannedCall, PlannedState
from switchroom.kernel.time import Instant
from switchroom.ports.routing import AgentStanding, OfferStanding, QueueStanding

View = Mapping[str, Any]


class Lore(Protocol):
    """What the database adds to the living state; composed of the features by `app`."""

    def interaction(self, connection: Connection, interaction: str) -> View | None:
        """An interaction as the desk shows it, with the `draft` of its summary."""
        ...

    def caller(self, connection: Connection, interaction: str) -> View:
        """Who calls: `caller`, `caller_pretty`, `customer_name`."""
        ...

    def agent_name(self, connection: Connection, agent: str) -> str:
        """What an agent is called."""
        ...

    def customer_name(self, connection: Connection, customer: str) -> str:
        """What a customer is called; empty for one who is not known."""
        ...

    def queue_names(self, connection: Connection) -> Mapping[str, Mapping[str, str]]:
        """Names by queue, in both languages."""
        ...

    def queue_figures(self, connection: Connection, now: Instant) -> Mapping[str, View]:
        """Today's figures by queue: answered, abandoned, service level, and its target."""
        ...


Names = Mapping[str, Mapping[str, str]]
NO_FIGURES: View = {
    "answered_today": 0,
    "abandoned_today": 0,
    "service_level": None,
    "answer_within": None,
    "service_target": None,
}
"""Of a queue that is set up no more."""


def agent_view(standing: AgentStanding) -> View:
    """The agent's own state."""
    return {
        "id": standing.agent,
        "state": standing.state,
        "reason": standing.reason or None,
        "pending_reason": standing.pending_reason or None,
        "since": standing.since,
        "wrap_up_until": standing.wrap_up_until,
    }


def offer_view(standing: OfferStanding, interaction: View, names: Names, now: Instant) -> View:
    """An offer with everything that the screen pop shows."""
    return {
        "id": standing.offer,
        "interaction": interaction,
        "queue": {"id": standing.queue, "name": names.get(standing.queue, {})},
        "expires": standing.expires,
        "now": now,
    }


def planned_view(
    connection: Connection, lore: Lore, call: PlannedCall, state: PlannedState
) -> View:
    """A call that an agent means to make, and whom it is for."""
    return {
        "id": call.id,
        "number": call.number,
        "number_pretty": pretty(call.number),
        "customer": call.customer,
        "customer_name": lore.customer_name(connection, call.customer),
        "colleague_name": lore.agent_name(connection, call.colleague) if call.colleague else "",
        "note": call.note,
        "due": call.due,
        "state": state,
        "until": call.until or None,
    }


def waiting_view(position: int, request: Request, caller: View) -> View:
    """One who waits, and whom it rings at."""
    return {
        "interaction": request.interaction,
        "since": request.entered,
        "position": position,
        "priority": request.priority,
        **caller,
    }


def queue_view(standing: QueueStanding, names: Names, figures: Mapping[str, View]) -> View:
    """One queue's strip."""
    return {
        "id": standing.queue,
        "name": names.get(standing.queue, {}),
        "channel": "voice",
        "waiting": standing.waiting,
        "longest_since": standing.longest_since,
        "offered": standing.offered,
        "talking": standing.talking,
        "expected_wait": standing.expected_wait,
        "agents": {
            "ready": standing.ready,
            "busy": standing.busy,
            "wrap_up": standing.wrap_up,
            "not_ready": standing.not_ready,
        },
        **figures.get(standing.queue, NO_FIGURES),
    }
