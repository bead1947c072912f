"""Which customers somebody may see: those of their site and their departments, and everybody's."""

from sqlalchemy import ColumnElement, Connection, select

from switchroom.features.customers.tables import customers
from switchroom.runtime.web.access import Identity
from switchroom.runtime.web.scope import within


def visible(who: Identity) -> ColumnElement[bool]:
    """The condition that leaves only the customers whom somebody may see."""
    return within(who, customers.c.site, customers.c.department)


def sees_customer(connection: Connection, who: Identity, customer: str) -> bool:
    """Whether there is such a customer for somebody."""
    seen = select(customers.c.id).where(customers.c.id == customer, visible(who))
    return connection.execute(seen).first() is not None
