"""What is found to be wrong, in words for a person."""

from dataclasses import dataclass
from typing import Literal, TypeAlias

from switchroom.kernel.time import Instant

Kind: TypeAlias = Literal["changed", "missing", "added", "cut", "rewritten", "forged"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One thing that is not as it was sealed.

    Attributes:
        kind: what was done to it, as far as that can be told.
        what: which line, recording or file.
        says: what is wrong with it.
        at: when that happened which it tells of.
    """

    kind: Kind
    what: str
    says: str
    at: Instant | None = None
