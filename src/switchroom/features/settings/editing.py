"""Configuration as administrators write it: by the name of its kind, as plain data, checked."""

from collections.abc import Mapping
from typing import Any, TypeVar

from msgspec import ValidationError, convert, to_builtins
from sqlalchemy import Connection

from switchroom.domain.hours.reading import read_schedule
from switchroom.features.settings.catalogue import (
    DISPOSITIONS,
    KINDS,
    MASK,
    SECRETS,
    SITES,
    Kind,
    find,
    masked,
    put,
    remove,
)
from switchroom.features.settings.records import (
    Disposition,
    Identified,
    Names,
    Queue,
    Schedule,
    Site,
    Trunk,
)
from switchroom.features.settings.references import Around, require_targets, require_unused
from switchroom.kernel.errors import InvalidError, NotFoundError
from switchroom.ports.guests import WEB
from switchroom.ports.store import Transaction

R = TypeVar("R", bound=Identified)
ALONE = Around()


def kind_of(name: str) -> Kind[Any]:
    """The kind of a name, such as `queue`."""
    for kind in KINDS:
        if kind.name == name:
            return kind
    raise NotFoundError(f"There is no configuration called {name}.")


def shown(record: Identified) -> dict[str, Any]:
    """A record as it may be shown."""
    return masked(to_builtins(record))


def put_given(
    tx: Transaction,
    kind: Kind[R],
    given: Mapping[str, Any],
    actor: str,
    around: Around = ALONE,
) -> None:
    """Add or replace a record from plain data.

    Raises:
        InvalidError: a field is unknown, missing or wrong, or refers to nothing; the sentence
            names it.
    """
    unknown = given.keys() - kind.record.__dataclass_fields__.keys()  # type: ignore[attr-defined] # all records are dataclasses
    if unknown:
        raise InvalidError(f"A {kind.name} has no {min(unknown)}.")
    try:
        record = convert(_with_secrets(tx.connection, kind, given), kind.record)
    except ValidationError as error:
        raise InvalidError(f"The {kind.name} cannot be that: {error}.") from error
    _check(tx.connection, record, around)
    require_targets(tx.connection, record, around)
    put(tx, kind, record, actor)


def remove_unused(
    tx: Transaction, kind: Kind[R], record: str, actor: str, around: Around = ALONE
) -> None:
    """Remove what nothing refers to; else `InUseError` names what does."""
    gone = find(tx.connection, kind, record)
    require_unused(tx.connection, (kind.name, record), around)
    if isinstance(gone, Site):
        _require_departments_unused(tx.connection, gone, set(), around)
    remove(tx, kind, record, actor)


def _with_secrets(
    connection: Connection, kind: Kind[R], given: Mapping[str, Any]
) -> dict[str, Any]:
    """What was sent back masked is as it was."""
    hidden = {name for name in SECRETS if given.get(name) == MASK}
    kept = find(connection, kind, given["id"]) if hidden else None
    if hidden and kept is None:
        raise InvalidError("Secrets are not kept in the history; please type it again.")
    return {**given, **{name: getattr(kept, name, "") for name in hidden}}


def _check(connection: Connection, record: Identified, around: Around) -> None:
    """What a type alone does not say."""
    name: Names = getattr(record, "name", {})
    if not record.id.strip() or not any(text.strip() for text in name.values()):
        raise InvalidError("An id and a name are needed.")
    if isinstance(record, Trunk) and record.id == WEB:
        raise InvalidError(f"The id {WEB} is the one of visitors' calls.")
    if isinstance(record, Queue) and record.rule.queue != record.id:
        raise InvalidError("The rule is another queue's.")
    if isinstance(record, Schedule) and read_schedule(record.data).schedule != record.id:
        raise InvalidError("The opening hours have another id.")
    if isinstance(record, Disposition):
        _require_no_circle(connection, record)
    if isinstance(record, Site):
        kept = find(connection, SITES, record.id)
        staying = {department.id for department in record.departments}
        _require_departments_unused(connection, kept, staying, around)


def _require_no_circle(connection: Connection, disposition: Disposition) -> None:
    above = disposition.parent
    while above is not None:
        if above == disposition.id:
            raise InvalidError("A disposition cannot stand below itself.")
        parent = find(connection, DISPOSITIONS, above)
        above = parent.parent if parent else None


def _require_departments_unused(
    connection: Connection, site: Site | None, staying: set[str], around: Around
) -> None:
    for department in site.departments if site else ():
        if department.id not in staying:
            target = ("department", f"{site.id if site else ''}/{department.id}")
            require_unused(connection, target, around)
