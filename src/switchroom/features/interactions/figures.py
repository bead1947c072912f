"""Figures of the day by queue, and who served somebody last."""

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import ColumnElement, Connection, and_, case, func, or_, select

from switchroom.features.interactions.tables import interactions, queue_visits
from switchroom.kernel.time import SECOND, Instant, Millis

ANSWER_WITHIN: Millis = 20 * SECOND


@dataclass(frozen=True, slots=True, kw_only=True)
class QueueFigures:
    """What became of those who left a queue.

    Attributes:
        answered: an agent took it.
        abandoned: the customer hung up while waiting.
        within: answered within the queue's time.
        overflowed: went elsewhere by the queue's rule.
    """

    answered: int
    abandoned: int
    within: int
    overflowed: int

    @property
    def service_level(self) -> float | None:
        """Answered in time, of all who were answered or gave up; None when there were none."""
        counted = self.answered + self.abandoned
        return round(self.within / counted, 4) if counted else None


def queue_figures(
    connection: Connection, since: Instant, answer_within: Mapping[str, Millis] | None = None
) -> dict[str, QueueFigures]:
    """Figures of all who left a queue since a moment, by queue.

    Args:
        connection: where to read.
        since: usually the start of the day where the centre is.
        answer_within: the waiting time that a queue's service level counts; else 20 s.
    """
    visits = queue_visits.c
    in_time = _in_time(answer_within or {})
    rows = connection.execute(
        select(
            visits.queue,
            func.sum(case((visits.outcome == "answered", 1), else_=0)),
            func.sum(case((visits.outcome == "abandoned", 1), else_=0)),
            func.sum(case((and_(visits.outcome == "answered", in_time), 1), else_=0)),
            func.sum(case((visits.outcome == "overflowed", 1), else_=0)),
        )
        .where(visits.left >= since)
        .group_by(visits.queue)
    )
    return {
        queue: QueueFigures(answered=a, abandoned=b, within=w, overflowed=o)
        for queue, a, b, w, o in rows
    }


def last_agent(connection: Connection, customer: str) -> str:
    """Who served a customer last; empty for nobody."""
    columns = interactions.c
    served = select(columns.agent).where(columns.customer == customer, columns.agent != "")
    return connection.execute(served.order_by(columns.opened.desc()).limit(1)).scalar() or ""


def traced_agent(connection: Connection, number: str, since: Instant) -> str:
    """Who of us rang a number last, since a moment; empty for nobody."""
    if not number:
        return ""
    columns = interactions.c
    rung = select(columns.agent).where(
        columns.called == number,
        columns.direction == "out",
        columns.opened >= since,
        columns.agent != "",
    )
    return connection.execute(rung.order_by(columns.opened.desc()).limit(1)).scalar() or ""


def _in_time(answer_within: Mapping[str, Millis]) -> ColumnElement[bool]:
    visits = queue_visits.c
    own = [and_(visits.queue == q, visits.waited <= t) for q, t in answer_within.items()]
    others = and_(visits.queue.not_in(list(answer_within)), visits.waited <= ANSWER_WITHIN)
    return or_(others, *own)
