"""Sending a notice, reading it, and taking it back; all of it is in the journal.

Whoever sends one clears away those that ended long ago: nothing but sending makes them more.
"""

from collections.abc import Collection
from dataclasses import asdict, dataclass

from sqlalchemy import delete, insert, select, update

from switchroom.features.notices.events import NoticeRead, NoticeSent, NoticeWithdrawn
from switchroom.features.notices.schemas import Address
from switchroom.features.notices.tables import notice_readings, notices
from switchroom.kernel.errors import InvalidError, NotFoundError
from switchroom.kernel.time import DAY, Instant, Millis
from switchroom.ports.store import Transaction

LONGEST = 31 * DAY
UNKNOWN = "There is no such notice."

_read = notice_readings.c


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """A notice to be."""

    id: str
    text: str
    urgent: bool
    to: Address
    until: Instant
    by: str
    by_name: str


def send_notice(tx: Transaction, letter: Letter, recipients: Collection[str]) -> None:
    """Tell some users something."""
    if not tx.now < letter.until <= tx.now + LONGEST:
        raise InvalidError("A notice is shown until a moment within the next 31 days.")
    if not recipients:
        raise InvalidError("Nobody would get this notice.")
    row = asdict(letter) | {"to": letter.to.model_dump(), "at": tx.now}
    tx.connection.execute(insert(notices), row)
    rows = [{"notice": letter.id, "user": user} for user in recipients]
    tx.connection.execute(insert(notice_readings), rows)
    tx.record(_stream(letter.id), _sent(letter, recipients), actor=letter.by)


def clear_away(tx: Transaction, keep: Millis) -> None:
    """Forget notices that ended longer ago than that, and who has read them."""
    old = select(notices.c.id).where(notices.c.until < tx.now - keep)
    tx.connection.execute(delete(notice_readings).where(_read.notice.in_(old)))
    tx.connection.execute(delete(notices).where(notices.c.id.in_(old)))


def read_notice(tx: Transaction, notice: str, user: str) -> None:
    """Remember that somebody has read what was sent to them; only the first time counts."""
    mine = (_read.notice == notice) & (_read.user == user)
    row = tx.connection.execute(select(_read.at).where(mine)).first()
    if row is None:
        raise NotFoundError(UNKNOWN)
    if row.at is None:
        tx.connection.execute(update(notice_readings).where(mine).values(at=tx.now))
        tx.record(_stream(notice), NoticeRead(notice=notice, user=user), actor=user)


def withdraw_notice(tx: Transaction, notice: str, actor: str) -> None:
    """Show it no more; one that was withdrawn already stays so."""
    standing = (notices.c.id == notice) & notices.c.withdrawn_at.is_(None)
    withdrawal = update(notices).where(standing).values(withdrawn_at=tx.now)
    if tx.connection.execute(withdrawal).rowcount:
        tx.record(_stream(notice), NoticeWithdrawn(notice=notice), actor=actor)


def _sent(letter: Letter, recipients: Collection[str]) -> NoticeSent:
    return NoticeSent(
        notice=letter.id,
        text=letter.text,
        urgent=letter.urgent,
        to=letter.to.model_dump(),
        recipients=tuple(recipients),
        until=letter.until,
    )


def _stream(notice: str) -> str:
    return f"notice:{notice}"
