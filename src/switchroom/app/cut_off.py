"""What calling back those who were cut off asks of contacts and of the routing."""

from collections.abc import Callable, Collection

from sqlalchemy import Connection, select

from switchroom.domain.routing.state import RoutingState
from switchroom.features.desk.cut_off import LostCall
from switchroom.features.interactions.tables import interactions


def lost_call(connection: Connection, interaction: str) -> LostCall | None:
    """A contact that the customer had begun."""
    found = select(interactions).where(
        interactions.c.id == interaction, interactions.c.direction == "in"
    )
    row = connection.execute(found).one_or_none()
    if row is None:
        return None
    return LostCall(number=row.caller, customer=row.customer, agent=row.agent, queue=row.queue)


def on_duty(state: Callable[[], RoutingState]) -> Callable[[str], Collection[str]]:
    """Who is signed in and serves a queue; of the whole centre where none is named."""

    def signed_in(queue: str) -> Collection[str]:
        routing = state()
        lane = routing.queues.get(queue)
        agents = lane.members if lane else routing.agents
        return [name for name, one in agents.items() if one.presence.state != "signed-out"]

    return signed_in
