"""What contacts are shown with: other features' answers, composed."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Connection

from switchroom.app.settings import Settings
from switchroom.features.customers.reading import customer_name, get_customer
from switchroom.features.customers.schemas import customer_view
from switchroom.features.customers.searching import customers_named
from switchroom.features.interactions.surroundings import Surroundings
from switchroom.features.recordings.service import recordings_of
from switchroom.features.settings import catalogue
from switchroom.features.users.service import display_name


def surroundings(settings: Settings) -> Surroundings:
    """The answers of customers, users, settings and recordings."""
    return Surroundings(
        customer=_customer,
        customer_name=customer_name,
        customers_named=customers_named,
        agent_name=display_name,
        queue_name=queue_name,
        dispositions=catalogue.offered_dispositions,
        recordings=recordings_of,
        region=settings.region,
    )


def queue_name(connection: Connection, queue: str) -> Mapping[str, str]:
    """A queue's name in both languages; empty for one that is no more."""
    known = catalogue.find(connection, catalogue.QUEUES, queue)
    return known.name if known else {}


def _customer(connection: Connection, customer: str) -> Mapping[str, Any] | None:
    known = get_customer(connection, customer)
    return customer_view(known).model_dump(mode="json") if known else None
