"""What the living desk shows from the database; `features.desk.views.Lore` on the features."""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import Connection, select

from switchroom.domain.numbers.writing import pretty
from switchroom.features.customers.reading import customer_name
from switchroom.features.desk.drafts import draft_of
from switchroom.features.interactions.figures import QueueFigures, queue_figures
from switchroom.features.interactions.surroundings import Surroundings
from switchroom.features.interactions.tables import interactions
from switchroom.features.interactions.views import interaction_view
from switchroom.features.settings import catalogue
from switchroom.kernel.time import Instant


class DeskLore:
    """Reads what belongs to calls, queues and days."""

    def __init__(self, around: Surroundings) -> None:
        self._around = around

    def interaction(self, connection: Connection, interaction: str) -> Mapping[str, Any] | None:
        """An interaction as the desk shows it, with what is being typed about it."""
        view = interaction_view(connection, interaction, self._around)
        return view and {**view, "draft": draft_of(connection, interaction)}

    def caller(self, connection: Connection, interaction: str) -> Mapping[str, Any]:
        """Who calls."""
        columns = interactions.c
        one = select(columns.caller, columns.customer).where(columns.id == interaction)
        row = connection.execute(one).one_or_none()
        caller, customer = (row.caller, row.customer) if row else ("", "")
        return {
            "caller": caller,
            "caller_pretty": pretty(caller),
            "customer_name": self.customer_name(connection, customer),
        }

    def agent_name(self, connection: Connection, agent: str) -> str:
        """What an agent is called."""
        return self._around.agent_name(connection, agent)

    def customer_name(self, connection: Connection, customer: str) -> str:
        """What a customer is called."""
        return customer_name(connection, customer) if customer else ""

    def queue_names(self, connection: Connection) -> Mapping[str, Mapping[str, str]]:
        """Names by queue, in both languages."""
        return {q.id: q.name for q in catalogue.every(connection, catalogue.QUEUES)}

    def queue_figures(
        self, connection: Connection, now: Instant
    ) -> Mapping[str, Mapping[str, Any]]:
        """Today's figures and aims of all queues; today began where the first site is."""
        queues = catalogue.every(connection, catalogue.QUEUES)
        within = {queue.id: queue.answer_within for queue in queues}
        figures = queue_figures(connection, _midnight(connection, now), within)
        return {
            queue.id: {
                **_day_so_far(figures.get(queue.id)),
                "answer_within": queue.answer_within,
                "service_target": queue.service_target / 100,
            }
            for queue in queues
        }


def _day_so_far(found: QueueFigures | None) -> Mapping[str, Any]:
    return {
        "answered_today": found.answered if found else 0,
        "abandoned_today": found.abandoned if found else 0,
        "service_level": found.service_level if found else None,
    }


def _midnight(connection: Connection, now: Instant) -> Instant:
    site = next(iter(catalogue.every(connection, catalogue.SITES)), None)
    zone = ZoneInfo(site.zone if site else "UTC")
    local = datetime.fromtimestamp(now / 1000, UTC).astimezone(zone)
    start = local.replace(hour=0, minute=0, second=0, microsecond=0)
    return round(start.timestamp() * 1000)
