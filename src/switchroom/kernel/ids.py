"""Ids: opaque text, sortable by the time they were made."""

from typing import Protocol


class Ids(Protocol):
    """A source of new ids; handed in, so that tests know them beforehand."""

    def new(self) -> str:
        """A new id: a ULID, 26 characters of Crockford's base 32."""
        ...
