"""Whether recordings reach the store: what failed of late, and what waits for too long."""

from sqlalchemy import Connection, func, select

from switchroom.features.recordings.tables import recordings
from switchroom.kernel.time import Instant

_columns = recordings.c


def failed_since(connection: Connection, since: Instant) -> int:
    """How many that ended, or at least began, since a moment have failed."""
    ended = func.coalesce(_columns.ended, _columns.started)
    failed = (_columns.state == "failed") & (ended >= since)
    return connection.execute(select(func.count()).where(failed)).scalar_one()


def waiting_since(connection: Connection, before: Instant) -> int:
    """How many ended before a moment and are still not in the store."""
    waiting = (_columns.state == "finished") & (_columns.ended < before)
    return connection.execute(select(func.count()).where(waiting)).scalar_one()
