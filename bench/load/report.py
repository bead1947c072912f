"""What was measured, for people: lines on the screen, and tables for docs/performance.md."""

from collections.abc import Sequence
from dataclasses import dataclass

from bench.load.ledger import percentile
from bench.load.run import Figures

HEADINGS = (
    "calls/s", "calls", "failed", "doubled", "unexplained",
    "ringing p50", "p99", "answer p50", "p99", "first sound p50", "p99",
    "Asterisk ms/call", "Python ms/call", "load ms/call", "machine busy",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Ladder:
    """All steps of one target."""

    name: str
    steps: tuple[Figures, ...]

    @property
    def best(self) -> Figures | None:
        """The highest rate without a failed call."""
        good = [step for step in self.steps if step.is_good]
        return max(good, key=lambda step: step.rate, default=None)


def row(step: Figures) -> list[str]:
    """A step as the cells of a table."""
    times = [
        f"{percentile(values, share):.0f}"
        for values in (step.ringing, step.answer, step.prompt)
        for share in (0.5, 0.99)
    ]
    each = [f"{1000 * spent / step.calls:.1f}" for spent in (step.asterisk, step.python, step.load)]
    counts = (step.calls, step.failed, step.doubled, step.unexplained)
    return [f"{step.rate:.1f}", *map(str, counts), *times, *each, f"{step.busy:.0%}"]


def markdown(ladders: Sequence[Ladder]) -> str:
    """A table for each target, and the ratios."""
    parts = [f"**{ladder.name}**\n\n{_table(list(map(row, ladder.steps)))}" for ladder in ladders]
    return "\n\n".join([*parts, *ratios(ladders)])


def ratios(ladders: Sequence[Ladder]) -> list[str]:
    """The highest rate of each, and how the last compares with those before it."""
    rates = {ladder.name: ladder.best.rate if ladder.best else 0.0 for ladder in ladders}
    lines = [f"- {name}: {rate:.1f} calls/s without a failed call" for name, rate in rates.items()]
    (*peers, (_, ours)) = rates.items()
    lines += [f"- ratio to {name}: {ours / rate:.2f}" for name, rate in peers if rate]
    return ["\n".join(lines)]


def line(step: Figures) -> str:
    """A step on the screen."""
    return "  ".join(f"{cell:>{len(name)}}" for name, cell in zip(HEADINGS, row(step), strict=True))


def heading() -> str:
    """What stands above the lines."""
    return "  ".join(HEADINGS)


def _table(rows: Sequence[Sequence[str]]) -> str:
    lines = [HEADINGS, ["---:"] * len(HEADINGS), *rows]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in lines)
