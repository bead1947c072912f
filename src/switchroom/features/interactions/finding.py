"""Finding contacts: by filter, newest first, page by page."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, Connection, RowMapping, and_, or_, select

from switchroom.domain.numbers.writing import cleaned, normalise
from switchroom.features.interactions.surroundings import Surroundings
from switchroom.features.interactions.tables import interactions
from switchroom.kernel.errors import InvalidError
from switchroom.kernel.time import Instant
from switchroom.ports.guests import WEB
from switchroom.runtime.web.access import Identity
from switchroom.runtime.web.scope import within

_DIGITS = re.compile(r"\+?[0-9]{2,}")
EQUAL = ("queue", "agent", "channel", "state", "disposition", "customer")


@dataclass(frozen=True, slots=True, kw_only=True)
class Filter:
    """What is looked for; empty and None: anything. `opened_until` itself is left out."""

    text: str = ""
    caller: str = ""
    called: str = ""
    queue: str = ""
    agent: str = ""
    channel: str = ""
    state: str = ""
    disposition: str = ""
    customer: str = ""
    opened_from: Instant | None = None
    opened_until: Instant | None = None


def visible(identity: Identity) -> ColumnElement[bool]:
    """What somebody may see: their site's and departments', and always what they handled."""
    columns = interactions.c
    return or_(within(identity, columns.site, columns.department), columns.agent == identity.user)


def may_see(connection: Connection, identity: Identity, interaction: str) -> bool:
    """Whether somebody may see an interaction."""
    seen = select(interactions.c.id).where(interactions.c.id == interaction, visible(identity))
    return connection.execute(seen).first() is not None


def find(
    connection: Connection,
    wanted: ColumnElement[bool],
    cursor: str | None,
    limit: int,
) -> Sequence[RowMapping]:
    """Rows behind a cursor, the newest first."""
    columns = interactions.c
    found = select(interactions).where(wanted).order_by(columns.opened.desc(), columns.id.desc())
    if cursor is not None:
        found = found.where(_behind(cursor))
    return connection.execute(found.limit(limit)).mappings().all()


def cursor_of(row: RowMapping) -> str:
    """The cursor that goes on behind a row."""
    return f"{row['opened']}.{row['id']}"


def condition(
    connection: Connection, wanted: Filter, identity: Identity, around: Surroundings
) -> ColumnElement[bool]:
    """What a filter asks for, of what somebody may see."""
    columns = interactions.c
    parts = [visible(identity)]
    parts += [columns[name] == getattr(wanted, name) for name in EQUAL if getattr(wanted, name)]
    for name in ("caller", "called"):
        if getattr(wanted, name):
            parts.append(columns[name] == normalise(getattr(wanted, name), around.region))
    if wanted.opened_from is not None:
        parts.append(columns.opened >= wanted.opened_from)
    if wanted.opened_until is not None:
        parts.append(columns.opened < wanted.opened_until)
    if wanted.text:
        parts.append(_matching(connection, wanted.text, around))
    return and_(*parts)


def _matching(connection: Connection, text: str, around: Surroundings) -> ColumnElement[bool]:
    """A whole number by index; else a part of a number, or of a name."""
    columns = interactions.c
    number, digits = normalise(text, around.region), cleaned(text)
    if number.startswith("+"):
        return or_(columns.caller == number, columns.called == number)
    if _DIGITS.fullmatch(digits):
        part = digits.lstrip("+0")
        return or_(columns.caller.contains(part, autoescape=True), columns.called == digits)
    customers = around.customers_named(connection, text)
    if digits.startswith(WEB):
        return or_(columns.caller == digits, columns.caller_name.contains(text, autoescape=True))
    named = columns.caller_name.contains(text, autoescape=True)
    return or_(columns.customer.in_(customers), named) if customers else named


def _behind(cursor: str) -> ColumnElement[bool]:
    opened, _, last = cursor.partition(".")
    if not opened.isdigit() or not last:
        raise InvalidError("That is no cursor of this list.")
    columns, moment = interactions.c, int(opened)
    same_moment = and_(columns.opened == moment, columns.id < last)
    return and_(columns.opened <= moment, or_(columns.opened < moment, same_moment))
