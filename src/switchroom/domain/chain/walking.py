"""Walking along the chain from its first line to its end.

Policy. Lines have the positions 1, 2, 3 ... without a gap. Each must bear the seal that follows
from its content and the seal before it, as that stands there; so the walk goes on behind a broken
link, and one broken link is told once, or twice when it was its seal that was changed. A line whose
data was erased by rule bears a seal that does not follow any more: a later, sound line says so, and
what stands there now. At the end the position and seal must be those that the writer counts by, and
whoever kept an earlier seal outside must have met it.
"""

from collections.abc import Iterable, Iterator
from contextlib import suppress

from msgspec import MsgspecError
from msgspec.json import decode

from switchroom.domain.chain.events import EntriesErased
from switchroom.domain.chain.findings import Finding
from switchroom.domain.chain.head import Head
from switchroom.domain.chain.links import GENESIS, Line, digest_of, seal_of

ERASED = EntriesErased.__name__


class Walk:
    """One walk; `step` for each line in the order of positions, then `finish`.

    Args:
        anchors: seals (hexadecimal digits) that somebody kept outside.
        head: the head that was kept beside the database.
    """

    def __init__(self, anchors: Iterable[str] = (), head: Head | None = None) -> None:
        self.position = 0
        self.seal = GENESIS
        self.erased = 0
        self._unmet = set(anchors) - {GENESIS.hex()}
        self._head = head
        self._broken: dict[int, tuple[Finding, str]] = {}
        self._erasures: dict[int, str] = {}

    def step(self, line: Line, seal: bytes | None) -> Iterator[Finding]:
        """Look at the next line and its seal."""
        if line.position <= self.position:
            yield Finding(
                kind="added", what=_name(line), says="stands before the first entry", at=line.at
            )
            return
        sound = self._follows(line, seal)
        if line.position > self.position + 1:
            yield _missing(self.position + 1, line)
        elif not sound:
            says = "is not as it was sealed: its content or its seal was changed"
            finding = Finding(kind="changed", what=_name(line), says=says, at=line.at)
            self._broken[line.position] = finding, digest_of(line)
        elif line.type == ERASED:
            self._note_erasures(line)
        self.position, self.seal = line.position, seal or b""
        self._unmet.discard(self.seal.hex())
        yield from self._meet_head(line)

    def finish(self, position: int, seal: bytes) -> Iterator[Finding]:
        """Compare with what the writer counts by: the last position it gave out, and its seal."""
        for broken, (finding, digest) in self._broken.items():
            if self._erasures.get(broken) == digest:
                self.erased += 1
            else:
                yield finding
        yield from self._compare_end(position, seal)
        if self._head and self._head.position > self.position:
            says = f"the kept head knows {self._head.position} entries; the end was cut off"
            yield Finding(kind="cut", what=_end(self.position), says=says, at=self._head.at)
        for anchor in sorted(self._unmet):
            says = "is not in the chain: what it stood for was cut off or written anew"
            yield Finding(kind="rewritten", what=f"anchor {anchor}", says=says)

    def _follows(self, line: Line, seal: bytes | None) -> bool:
        return seal is not None and seal_of(self.seal, line) == seal

    def _note_erasures(self, line: Line) -> None:
        with suppress(MsgspecError):  # one that says nothing erases nothing
            for erasure in decode(line.data, type=EntriesErased).erasures:
                self._erasures[erasure.position] = erasure.digest

    def _meet_head(self, line: Line) -> Iterator[Finding]:
        head = self._head
        if head and head.position == line.position and head.seal != self.seal.hex():
            says = "bears another seal than the kept head: the chain was written anew"
            yield Finding(kind="rewritten", what=_name(line), says=says, at=line.at)

    def _compare_end(self, position: int, seal: bytes) -> Iterator[Finding]:
        end = _end(self.position)
        if self.position < position:
            says = f"{position - self.position} entries are missing behind it; the end was cut off"
            yield Finding(kind="cut", what=end, says=says)
        elif self.position > position:
            says = f"the writer knows {position} entries; others were added"
            yield Finding(kind="added", what=end, says=says)
        elif seal != self.seal:
            says = "bears another seal than the writer counts by"
            yield Finding(kind="rewritten", what=end, says=says)


def _missing(first: int, line: Line) -> Finding:
    last = line.position - 1
    which = f"entry {first}" if first == last else f"entries {first} to {last}"
    return Finding(kind="missing", what=which, says=f"missing before {_name(line)}", at=line.at)


def _name(line: Line) -> str:
    return f"entry {line.position} ({line.type}, {line.stream})"


def _end(position: int) -> str:
    return f"entry {position}, the last one" if position else "the journal, which is empty"
