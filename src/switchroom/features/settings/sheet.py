"""Configuration as a table: a column a field, names by language, what is nested as JSON."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from msgspec import json

from switchroom.features.settings.catalogue import Kind
from switchroom.features.settings.records import Identified
from switchroom.runtime.web.export import Cell, Rows

LANGUAGES = ("zh", "en")


def sheet(kind: Kind[Identified], records: Iterable[Mapping[str, Any]]) -> tuple[list[str], Rows]:
    """The header and the rows."""
    fields: list[str] = list(kind.record.__dataclass_fields__)  # type: ignore[attr-defined] # all records are dataclasses
    header = [column for field in fields for column in _columns(field)]
    return header, [list(_cells(record, fields)) for record in records]


def _columns(field: str) -> list[str]:
    return [f"name_{language}" for language in LANGUAGES] if field == "name" else [field]


def _cells(record: Mapping[str, Any], fields: Iterable[str]) -> Iterator[Cell]:
    for field in fields:
        if field == "name":
            yield from (record["name"].get(language, "") for language in LANGUAGES)
        else:
            yield _cell(record[field])


def _cell(value: object) -> Cell:
    if value is None or isinstance(value, str | int):
        return value
    return json.encode(value).decode()
