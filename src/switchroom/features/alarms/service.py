"""Alarms as rows, and their events in the journal.

Each of these may be asked for again when its commit's outcome was not learnt: it then does nothing.
"""

from dataclasses import asdict, dataclass

from sqlalchemy import Connection, insert, select, update

from switchroom.domain.alarms.kinds import Severity
from switchroom.features.alarms.events import AlarmAcknowledged, AlarmCleared, AlarmRaised
from switchroom.features.alarms.tables import alarms
from switchroom.kernel.errors import NotFoundError
from switchroom.kernel.time import Instant
from switchroom.ports.store import Transaction

_columns = alarms.c


@dataclass(frozen=True, slots=True, kw_only=True)
class Alarm:
    """Something that is wrong, or was.

    Attributes:
        subject: which of several, such as a trunk's id; empty when there is but one.
        detail: a figure or an error beside it, in no language, as it was when it last came.
        raised: when it was said first; `last`: when it came last.
        count: how often it has come.
        cleared: when it was well again; None while it is not.
        acknowledged_at: when somebody took note of it.
    """

    id: str
    kind: str
    subject: str
    severity: Severity
    detail: str
    raised: Instant
    last: Instant
    count: int = 1
    cleared: Instant | None = None
    acknowledged_at: Instant | None = None
    acknowledged_by: str | None = None
    acknowledged_by_name: str | None = None


def get_alarm(connection: Connection, alarm: str) -> Alarm:
    """An alarm; NotFoundError when there is none of that id."""
    row = connection.execute(select(alarms).where(_columns.id == alarm)).mappings().first()
    if row is None:
        raise NotFoundError("There is no such alarm.")
    return Alarm(**row)


def standing(connection: Connection) -> list[Alarm]:
    """Those that are not cleared."""
    rows = connection.execute(select(alarms).where(_columns.cleared.is_(None))).mappings()
    return [Alarm(**row) for row in rows]


def store_raised(tx: Transaction, alarm: Alarm) -> None:
    """It has been raised."""
    known = tx.connection.execute(select(_columns.id).where(_columns.id == alarm.id)).first()
    if known is None:
        tx.connection.execute(insert(alarms), asdict(alarm))
        tx.record(_stream(alarm.id), _raised(alarm))


def store_repeated(tx: Transaction, alarm: Alarm) -> None:
    """It came again; the journal tells how often when it is over."""
    again = {"count": alarm.count, "last": alarm.last, "detail": alarm.detail}
    tx.connection.execute(update(alarms).where(_columns.id == alarm.id).values(again))


def store_cleared(tx: Transaction, alarm: Alarm) -> None:
    """It is well again."""
    open_one = (_columns.id == alarm.id) & _columns.cleared.is_(None)
    over = update(alarms).where(open_one).values(cleared=alarm.cleared, count=alarm.count)
    if tx.connection.execute(over).rowcount:
        tx.record(_stream(alarm.id), AlarmCleared(alarm=alarm.id, count=alarm.count))


def acknowledge(tx: Transaction, alarm: str, user: str, name: str) -> Alarm:
    """Somebody takes note of it; only the first time counts."""
    if get_alarm(tx.connection, alarm).acknowledged_at is None:
        noted = {
            "acknowledged_at": tx.now,
            "acknowledged_by": user,
            "acknowledged_by_name": name,
        }
        tx.connection.execute(update(alarms).where(_columns.id == alarm).values(noted))
        tx.record(_stream(alarm), AlarmAcknowledged(alarm=alarm, user=user), actor=user)
    return get_alarm(tx.connection, alarm)


def _raised(alarm: Alarm) -> AlarmRaised:
    return AlarmRaised(
        alarm=alarm.id,
        kind=alarm.kind,
        subject=alarm.subject,
        severity=alarm.severity,
        detail=alarm.detail,
    )


def _stream(alarm: str) -> str:
    return f"alarm:{alarm}"
