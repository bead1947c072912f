"""What callers and agents saw, call by call: the account that the database is held against."""

import math
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of a party's ledger; `at` in ms, with fractions."""

    what: str
    caller: str
    detail: str
    at: float


def read_entries(path: Path) -> list[Entry]:
    """Read what a scenario logged; a line that is being written is left out."""
    if not path.exists():
        return []
    rows = (line.split() for line in path.read_text(errors="replace").splitlines())
    return [Entry(row[0], row[1], row[2], 1000 * float(row[5])) for row in rows if len(row) == 6]


@dataclass(slots=True)
class Call:
    """One call as both sides saw it.

    Attributes:
        happened: what happened at the caller, and when; the last time counts.
        rung: when agents' telephones were rung for it.
        talking: when an agent had answered.
        hung_up: when an agent's call was over.
        media: Asterisk's port for the caller's sound.
    """

    happened: dict[str, float] = field(default_factory=dict)
    rung: list[float] = field(default_factory=list)
    talking: list[float] = field(default_factory=list)
    hung_up: list[float] = field(default_factory=list)
    media: int = 0

    @property
    def succeeded(self) -> bool:
        """Answered, talked with one agent and no other, ended in order."""
        ended = "ended" in self.happened or "leaving" in self.happened
        return ended and len(self.talking) == 1 and len(self.hung_up) == 1

    def until_answer(self) -> float | None:
        """From the first INVITE to 200 OK."""
        return _between(self.happened.get("called"), self.happened.get("answered"))

    def until_ringing(self, key_length: float) -> float | None:
        """From ready to be routed, which is the last key's end or else the call itself."""
        pressed = self.happened.get("pressed")
        ready = self.happened.get("called") if pressed is None else pressed + key_length
        return _between(ready, self.rung[0] if self.rung else None)


def join(callers: Iterable[Entry], agents: Iterable[Entry]) -> dict[str, Call]:
    """Both sides' ledgers as calls, by the caller's number."""
    calls: dict[str, Call] = {}
    for entry in callers:
        call = calls.setdefault(entry.caller, Call())
        call.happened[entry.what] = entry.at
        if entry.what == "answered":
            call.media = int(entry.detail)
    for entry in agents:
        call = calls.setdefault(_national(entry.caller), Call())
        _at_agent(call, entry)
    return calls


def doubled_work(agents: Iterable[Entry]) -> int:
    """How often an agent was given a call while in another: must be never."""
    at_work: Counter[str] = Counter()
    doubled = 0
    for entry in agents:
        if entry.what == "talking":
            at_work[entry.detail] += 1
            doubled += at_work[entry.detail] > 1
        elif entry.what == "hung-up":
            at_work[entry.detail] -= 1
    return doubled


def percentile(values: Sequence[float], share: float) -> float:
    """The nearest-rank percentile; not a number when there are none."""
    if not values:
        return math.nan
    ordered = sorted(values)
    return ordered[max(0, math.ceil(share * len(ordered)) - 1)]


def _at_agent(call: Call, entry: Entry) -> None:
    match entry.what:
        case "rung":
            call.rung.append(entry.at)
        case "talking":
            call.talking.append(entry.at)
        case "hung-up":
            call.hung_up.append(entry.at)
        case _:
            pass


def _national(number: str) -> str:
    """A caller's number as it called, however it was presented to the agent."""
    return number.removeprefix("+86")


def _between(start: float | None, end: float | None) -> float | None:
    return None if start is None or end is None else end - start
