"""The revisions lead to exactly the tables that the code has, and keep what is stored."""

import importlib.util
from pkgutil import iter_modules
from typing import Any

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import Column, ForeignKey, Integer, MetaData, Table, inspect
from tests.databases import SQLITE, writer
from tests.integration.migrations.rows import changed, fill

from switchroom import channels, features
from switchroom.adapters.sqlite.schema import BrokenReferenceError, changing_schema
from switchroom.app.migrations import migrate, revision_of, revisions
from switchroom.app.tables import OWNERS, metadata

pytestmark = pytest.mark.integration


def test_all_tables_are_gathered_when_a_feature_or_channel_has_some() -> None:
    modules = [
        module.name
        for parent in (features, channels)
        for package in iter_modules(parent.__path__, f"{parent.__name__}.")
        for module in [importlib.util.find_spec(f"{package.name}.tables")]
        if module
    ]
    assert sorted(modules) == sorted(owner.__name__ for owner in OWNERS)


def test_a_new_database_is_as_the_code_has_it_when_all_revisions_ran(database_url: str) -> None:
    engine = writer(database_url)
    migrate(engine)
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"include_object": _is_ours})
        assert compare_metadata(context, metadata) == []
    assert revision_of(engine) == revisions()[-1]
    engine.dispose()


@pytest.mark.parametrize("revision", revisions())
def test_rows_stay_when_a_database_comes_from_an_older_revision(
    database_url: str, revision: str
) -> None:
    engine = writer(database_url)
    migrate(engine, revision)
    with engine.begin() as connection:
        rows = fill(connection)
    migrate(engine)
    with engine.connect() as connection:
        assert len(rows) > 4
        assert changed(connection, rows) == []
    engine.dispose()


def test_nothing_happens_when_a_database_is_up_to_date(database_url: str) -> None:
    engine = writer(database_url)
    migrate(engine)
    with engine.begin() as connection:
        rows = fill(connection)
    migrate(engine)
    with engine.connect() as connection:
        assert changed(connection, rows) == []
    engine.dispose()


@pytest.mark.parametrize("database_url", [SQLITE], indirect=True)
def test_children_stay_when_their_parents_table_is_rebuilt(database_url: str) -> None:
    engine, family = writer(database_url), _family()
    family.create_all(engine)
    with engine.begin() as connection:
        connection.execute(family.tables["parent"].insert().values(id=1))
        connection.execute(family.tables["child"].insert().values(id=1, parent=1))
    with changing_schema(engine) as connection:
        for statement in (
            "CREATE TABLE new (id INTEGER PRIMARY KEY, name TEXT)",
            "INSERT INTO new (id) SELECT id FROM parent",
            "DROP TABLE parent",
            "ALTER TABLE new RENAME TO parent",
        ):
            connection.exec_driver_sql(statement)
    with engine.connect() as connection:
        assert connection.execute(family.tables["child"].select()).all() == [(1, 1)]
    engine.dispose()


@pytest.mark.parametrize("database_url", [SQLITE], indirect=True)
def test_a_change_is_undone_when_it_leaves_children_without_parents(database_url: str) -> None:
    engine, family = writer(database_url), _family()
    family.create_all(engine)
    with engine.begin() as connection:
        connection.execute(family.tables["parent"].insert().values(id=1))
        connection.execute(family.tables["child"].insert().values(id=1, parent=1))
    with pytest.raises(BrokenReferenceError), changing_schema(engine) as connection:
        connection.exec_driver_sql("DELETE FROM parent")
    with engine.connect() as connection:
        assert connection.execute(family.tables["parent"].select()).all() == [(1,)]
        assert connection.exec_driver_sql("PRAGMA foreign_keys").scalar() == 1
    assert inspect(engine).has_table("child")
    engine.dispose()


def _family() -> MetaData:
    family = MetaData()
    Table("parent", family, Column("id", Integer, primary_key=True))
    parent = ForeignKey("parent.id", ondelete="CASCADE")
    Table("child", family, Column("id", Integer, primary_key=True), Column("parent", parent))
    return family


def _is_ours(_: object, name: str | None, kind: str, __: bool, ___: Any) -> bool:  # noqa: ANN401 Alembic's signature
    return not (kind == "table" and name == "alembic_version")
