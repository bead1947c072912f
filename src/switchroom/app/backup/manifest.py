"""What an archive says of itself."""

from typing import Literal

from msgspec import DecodeError, Struct, ValidationError, json

from switchroom.kernel.errors import InvalidError
from switchroom.kernel.time import Instant

FORMAT = 1
MANIFEST, SEAL = "manifest.json", "manifest.sha256"
HOME, CONVERSATIONS, MESSAGES, TLS = "home", "spool/conversations", "spool/messages", "tls"
DUMP = "database.dump"
SETTINGS = "settings.env"
"""Where in the archive things are; SQLite's database is a file of the home."""


class Member(Struct, frozen=True, kw_only=True):
    """One file of the archive."""

    size: int
    sha256: str


class Manifest(Struct, frozen=True, kw_only=True):
    """All of the archive.

    Attributes:
        format: of the archive.
        version: of the program that made it.
        made: when.
        database: which kind.
        revision: of its schema.
        entries: lines of the journal.
        seal: the newest one's, which is the anchor of what was saved.
        missing: files of recordings that were not there.
        files: by their names in the archive.
    """

    format: int
    version: str
    made: Instant
    database: Literal["sqlite", "postgresql"]
    revision: str
    entries: int
    seal: str
    missing: tuple[str, ...]
    files: dict[str, Member]


class DamagedError(InvalidError):
    """The archive is not as it was written."""

    code = "damaged"


def read_manifest(content: bytes) -> Manifest:
    """The manifest of an archive."""
    try:
        found = json.decode(content, type=Manifest)
    except (DecodeError, ValidationError) as error:
        raise DamagedError("The archive's manifest cannot be read.") from error
    if found.format != FORMAT:
        raise InvalidError(f"The archive has format {found.format}; this version knows {FORMAT}.")
    return found
