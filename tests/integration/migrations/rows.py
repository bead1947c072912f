"""A row in every table, whatever tables there are: what an upgrade must keep."""

from decimal import Decimal
from typing import Any

from sqlalchemy import JSON, Boolean, Column, Connection, LargeBinary, MetaData, Table
from sqlalchemy.types import TypeEngine

OWN = "alembic_version"
Rows = dict[str, dict[str, Any]]


def fill(connection: Connection) -> Rows:
    """Put one row into each table, parents first; what was put."""
    rows: Rows = {}
    for table in _tables(connection):
        rows[table.name] = {column.name: _value(column, rows) for column in table.columns}
        connection.execute(table.insert().values(rows[table.name]))
    return rows


def changed(connection: Connection, rows: Rows) -> list[str]:
    """Values that are not what they were, of tables and columns that still exist."""
    return [
        f"{table.name}.{name}: {rows[table.name][name]!r} became {value!r}"
        for table in _tables(connection)
        if table.name in rows
        for name, value in _only_row(connection, table).items()
        if name in rows[table.name] and value != rows[table.name][name]
    ]


def _tables(connection: Connection) -> list[Table]:
    found = MetaData()
    found.reflect(connection)
    return [table for table in found.sorted_tables if table.name != OWN]


def _only_row(connection: Connection, table: Table) -> dict[str, Any]:
    row = connection.execute(table.select()).mappings().one_or_none()
    return dict(row) if row is not None else {column.name: "lost" for column in table.columns}


def _value(column: Column[Any], rows: Rows) -> Any:  # noqa: ANN401 whatever a column holds
    for key in column.foreign_keys:
        if key.column.table.name in rows:
            return rows[key.column.table.name][key.column.name]
    return _example(column.type, f"{column.table.name}.{column.name}")


def _example(kind: TypeEngine[Any], text: str) -> Any:  # noqa: ANN401 whatever a column holds
    if isinstance(kind, JSON):
        return {"kept": text}
    if isinstance(kind, Boolean):
        return True
    if isinstance(kind, LargeBinary):
        return text.encode()
    return 7 if issubclass(kind.python_type, int | float | Decimal) else text
