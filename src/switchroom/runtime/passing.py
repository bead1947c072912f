"""Faults of a database that may pass: what is locked, full or away now may not be in a moment."""

import sqlite3

from sqlalchemy.exc import DBAPIError

PASSING = frozenset(
    {
        sqlite3.SQLITE_BUSY,
        sqlite3.SQLITE_LOCKED,
        sqlite3.SQLITE_FULL,
        sqlite3.SQLITE_IOERR,
        sqlite3.SQLITE_CANTOPEN,
    }
)
"""SQLite's primary result codes; the extended ones have them in their lowest byte."""


def may_pass(error: Exception) -> bool:
    """Whether the same may succeed later, unchanged."""
    if not isinstance(error, DBAPIError):
        return False
    code: int | None = getattr(error.orig, "sqlite_errorcode", None)
    return error.connection_invalidated if code is None else code & 0xFF in PASSING
