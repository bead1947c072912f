"""Engines on one PostgreSQL database."""

from sqlalchemy import Engine, create_engine


def writer_engine(url: str) -> Engine:
    """The connection that writes. `url` as `postgresql+psycopg://user@host/name`."""
    return create_engine(url, pool_size=1, pool_pre_ping=True)


def reader_engine(url: str, readers: int = 4) -> Engine:
    """Connections that only read."""
    return create_engine(
        url,
        pool_size=readers,
        pool_pre_ping=True,
        execution_options={"postgresql_readonly": True, "isolation_level": "REPEATABLE READ"},
    )
