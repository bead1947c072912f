"""What may rightfully happen to a sealed line."""

from msgspec import Struct

from switchroom.kernel.messages import Event


class Erasure(Struct, frozen=True, kw_only=True):
    """One line whose data was replaced; `digest` is that of what stands there now."""

    position: int
    digest: str


class EntriesErased(Event, frozen=True, kw_only=True):
    """Data was taken out of lines of the journal, for a reason; a link like every other."""

    erasures: tuple[Erasure, ...]
    reason: str


MESSAGES = (EntriesErased,)
