"""What should have happened already: events not delivered, timers not fired."""

from sqlalchemy import Connection, func, select

from switchroom.kernel.time import Instant
from switchroom.runtime.tables import journal, outbox, timers


def overdue(connection: Connection, before: Instant) -> int:
    """How many events were recorded, and timers due, before a moment."""
    events = select(func.count()).select_from(
        outbox.join(journal, outbox.c.position == journal.c.position)
    )
    late_events = connection.execute(events.where(journal.c.at < before)).scalar_one()
    late_timers = select(func.count()).select_from(timers).where(timers.c.due < before)
    return late_events + connection.execute(late_timers).scalar_one()
