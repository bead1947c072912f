"""Configuration as administrators write it: by the name of its kind, as plain data, checked."""

from collections.abc import Mapping
from typing import Any, TypeVar

from msgspec import ValidationError, convert, to_builtins
from sqlalchemy import Connection

from switchroom.domain.hours.reading import read_schedule
from switchroom.features.settings.catalogue import (
    KINDS,
    MASK,
    SECRETS,
    Kind,
    find,
    masked,
    put,
)
from switchroom.features.settings.records import Identified, Queue, Schedule
from switchroom.kernel.errors import InvalidError, NotFoundError
from switchroom.ports.store import Transaction

R = TypeVar("R", bound=Identified)


def kind_of(name: str) -> Kind[Any]:
    """The kind of a name, such as `queue`."""
    for kind in KINDS:
        if kind.name == name:
            return kind
    raise NotFoundError(f"There is no configuration called {name}.")


def shown(record: Identified) -> dict[str, Any]:
    """A record as it may be shown."""
    return masked(to_builtins(record))


def put_given(tx: Transaction, kind: Kind[R], given: Mapping[str, Any], actor: str) -> None:
    """Add or replace a record from plain data.

    Raises:
        InvalidError: a field is unknown, missing or wrong; the sentence names it.
    """
    unknown = given.keys() - kind.record.__dataclass_fields__.keys()  # type: ignore[attr-defined] # all records are dataclasses
    if unknown:
        raise InvalidError(f"A {kind.name} has no {min(unknown)}.")
    try:
        record = convert(_with_secrets(tx.connection, kind, given), kind.record)
    except ValidationError as error:
        raise InvalidError(f"The {kind.name} cannot be that: {error}.") from error
    _check(record)
    put(tx, kind, record, actor)


def _with_secrets(
    connection: Connection, kind: Kind[R], given: Mapping[str, Any]
) -> dict[str, Any]:
    """What was sent back masked is as it was."""
    hidden = {name for name in SECRETS if given.get(name) == MASK}
    kept = find(connection, kind, given["id"]) if hidden else None
    return {**given, **{name: getattr(kept, name, "") for name in hidden}}


def _check(record: Identified) -> None:
    """What a type alone does not say."""
    if isinstance(record, Queue) and record.rule.queue != record.id:
        raise InvalidError("The rule is another queue's.")
    if isinstance(record, Schedule) and read_schedule(record.data).schedule != record.id:
        raise InvalidError("The opening hours have another id.")
