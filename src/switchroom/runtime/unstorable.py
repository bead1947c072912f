"""Values that no database takes: whoever sent one is told so, in place of an internal error.

Numbers beyond 64 bits, NUL characters and halves of surrogate pairs pass as JSON and as Python's
own types; each database finds them in its own words, when they reach it and not before.
"""

import structlog
from sqlalchemy.exc import DataError

from switchroom.kernel.errors import InvalidError

log = structlog.get_logger(__name__)
UNSTORABLE = (DataError, OverflowError, UnicodeEncodeError)
"""What SQLAlchemy, SQLite and psycopg raise for them."""

LONGEST_NOTE = 200
"""Whoever sends such values fills no disk by them."""


class UnstorableError(InvalidError):
    """A number or a text that the database cannot hold."""

    code = "unstorable"

    def __init__(self) -> None:
        super().__init__("A number is too large, or a text has characters that cannot be kept.")


def in_our_words(error: Exception) -> Exception:
    """The error itself, or `UnstorableError` for what a database says of such a value."""
    if not isinstance(error, UNSTORABLE):
        return error
    log.warning("refused a value that cannot be stored", error=str(error)[:LONGEST_NOTE])
    return UnstorableError()


def require_storable(*texts: str) -> None:
    """Refuse texts now that the shared end of a commit would stumble over, for everybody in it."""
    try:
        "".join(texts).encode()
    except UnicodeEncodeError as error:
        raise UnstorableError from error
    if any("\x00" in text for text in texts):
        raise UnstorableError
