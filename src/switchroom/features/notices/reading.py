"""Notices as their recipients see them, and as supervisors do.

Policy. A supervisor sees their own notices, and those that were sent to anybody within their
limits; of the recipients only these. Whoever may see all of them may withdraw it.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence

from sqlalchemy import ColumnElement, Connection, RowMapping, or_, select

from switchroom.features.notices.audience import Member
from switchroom.features.notices.schemas import NoticeView, Reader, SentNotice
from switchroom.features.notices.tables import notice_readings, notices
from switchroom.kernel.time import DAY, Instant

_columns, _read = notices.c, notice_readings.c
_told = select(notices, _read.at.label("read_at")).join_from(notices, notice_readings)


def recent(connection: Connection, user: str, now: Instant) -> list[NoticeView]:
    """What somebody is told now, and was told within a day, the oldest first."""
    shown = (_columns.until > now) | (_columns.at > now - DAY)
    standing = _columns.withdrawn_at.is_(None) & shown
    mine = _told.where(_read.user == user, standing).order_by(_columns.id)
    return [NoticeView(**row) for row in connection.execute(mine).mappings()]


def told(connection: Connection, notice: str, *users: str) -> dict[str, NoticeView]:
    """One notice as each of these users sees it; none named: all of its recipients."""
    theirs = _told.add_columns(_read.user).where(_columns.id == notice)
    chosen = theirs.where(_read.user.in_(users)) if users else theirs
    rows = connection.execute(chosen).mappings()
    return {row["user"]: NoticeView(**row) for row in rows}


def sent(
    connection: Connection,
    who: str,
    seen: Mapping[str, Member],
    after: str | None,
    limit: int,
) -> list[SentNotice]:
    """Notices that somebody may see who sees these agents, the newest first, behind `after`."""
    chosen = select(notices).where(_visible(who, seen)).order_by(_columns.id.desc()).limit(limit)
    if after is not None:
        chosen = chosen.where(_columns.id < after)
    rows = connection.execute(chosen).mappings().all()
    readings = _readings(connection, [row["id"] for row in rows])
    return [_sent(row, readings[row["id"]], who, seen) for row in rows]


def find_sent(
    connection: Connection, notice: str, who: str, seen: Mapping[str, Member]
) -> SentNotice | None:
    """One of these notices."""
    one = select(notices).where(_visible(who, seen), _columns.id == notice)
    row = connection.execute(one).mappings().first()
    return _sent(row, _readings(connection, [notice])[notice], who, seen) if row else None


def _visible(who: str, seen: Collection[str]) -> ColumnElement[bool]:
    theirs = select(_read.notice).where(_read.user.in_([*seen]))
    return or_(_columns.by == who, _columns.id.in_(theirs))


def _readings(connection: Connection, of: Sequence[str]) -> Mapping[str, list[RowMapping]]:
    found: defaultdict[str, list[RowMapping]] = defaultdict(list)
    for row in connection.execute(select(notice_readings).where(_read.notice.in_(of))).mappings():
        found[row["notice"]].append(row)
    return found


def _sent(
    row: RowMapping, readings: Iterable[RowMapping], who: str, seen: Mapping[str, Member]
) -> SentNotice:
    recipients = [*readings]
    readers = [
        Reader(id=one["user"], name=seen[one["user"]].name, at=one["at"])
        for one in recipients
        if one["user"] in seen
    ]
    read = sum(one.at is not None for one in readers)
    return SentNotice(
        **row,
        readers=sorted(readers, key=lambda one: (one.at is not None, one.at or 0, one.name)),
        read=read,
        unread=len(readers) - read,
        withdrawable=row["by"] == who or len(readers) == len(recipients),
    )
