"""What a scripted party saw and when: its own account, to be held against ours."""

from dataclasses import dataclass
from pathlib import Path

from switchroom.kernel.time import Instant


@dataclass(frozen=True, slots=True)
class Entry:
    """A SIP message.

    Attributes:
        at: when.
        sent: by the party, or else received by it.
        call: its Call-ID.
        request: the method of its transaction: `INVITE`, `BYE` ...
        line: its first line.
    """

    at: Instant
    sent: bool
    call: str
    request: str
    line: str

    @property
    def status(self) -> int:
        """The status of a response; 0 for a request."""
        return int(self.line.split()[1]) if self.line.startswith("SIP/2.0 ") else 0


@dataclass(frozen=True, slots=True)
class Ledger:
    """All messages of a party, in order, and whether all went as it should (SIPp's exit code)."""

    entries: tuple[Entry, ...]
    exit_code: int

    @property
    def went_well(self) -> bool:
        """Every call took its whole course."""
        return self.exit_code == 0

    def first(self, request: str, status: int = 0) -> Entry | None:
        """The first request (status 0) or the first response of a transaction."""
        return next((e for e in self.entries if e.request == request and e.status == status), None)


def read_entries(path: Path) -> tuple[Entry, ...]:
    """Read SIPp's short message log."""
    if not path.exists():
        return ()
    rows = (line.split("\t") for line in path.read_text(errors="replace").splitlines())
    return tuple(_entry(row) for row in rows if len(row) >= 7)


def _entry(row: list[str]) -> Entry:
    _, _, epoch, direction, call, sequence, line, *_ = row
    method = sequence.rpartition(" ")[2]
    return Entry(round(float(epoch) * 1000), direction == "S", call, method, line)
