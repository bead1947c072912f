"""`switchroom verify` and `switchroom anchor` at the command line."""

from collections.abc import Sequence
from datetime import UTC, datetime

from rich.console import Console
from rich.markup import escape
from rich.table import Table
from sqlalchemy import Engine
from sqlalchemy.exc import DatabaseError

from switchroom.app.database import existing
from switchroom.app.integrity.end import end_of
from switchroom.app.integrity.verify import Outcome, verify
from switchroom.app.migrations import revision_of, revisions
from switchroom.app.progress import shown
from switchroom.app.settings import Settings
from switchroom.domain.chain.findings import Finding
from switchroom.kernel.errors import ConflictError, InvalidError, UnavailableError
from switchroom.kernel.time import Instant

SHOWN = 200
"""So many findings are printed one by one."""


def print_verify(
    settings: Settings, anchors: Sequence[str], console: Console | None = None
) -> bool:
    """Look at everything and print what is wrong; whether nothing is."""
    console = console or Console(highlight=False)
    for anchor in anchors:
        _require_seal(anchor)
    engine = _current(settings)
    try:
        with shown(Console(stderr=True)) as progress:
            outcome = verify(engine, settings.home, settings.recordings, anchors, progress)
    except DatabaseError as error:
        raise UnavailableError(f"The database cannot be read to its end: {error.orig}.") from error
    finally:
        engine.dispose()
    _print_findings(console, outcome.findings)
    _print_summary(console, outcome)
    return not outcome.findings


def newest_seal(settings: Settings) -> str:
    """The newest line's seal, in hexadecimal digits."""
    engine = _current(settings)
    try:
        with engine.connect() as connection:
            return end_of(connection).seal.hex()
    finally:
        engine.dispose()


def _current(settings: Settings) -> Engine:
    engine = existing(settings)
    try:
        revision = revision_of(engine)
    except DatabaseError as error:
        raise UnavailableError(f"The database cannot be read: {error.orig}.") from error
    if revision != revisions()[-1]:
        engine.dispose()
        raise ConflictError("The database has an older schema; the centre's next start renews it.")
    return engine


def _require_seal(anchor: str) -> None:
    if len(anchor) != 64 or set(anchor.lower()) - set("0123456789abcdef"):
        raise InvalidError(f"{anchor} is no anchor; one has 64 hexadecimal digits.")


def _print_findings(console: Console, findings: Sequence[Finding]) -> None:
    for finding in findings[:SHOWN]:
        when = f" of {_moment(finding.at)}" if finding.at is not None else ""
        console.print(
            f"[red]✗ {finding.kind}[/] {escape(finding.what)}{when}: {escape(finding.says)}",
            soft_wrap=True,
        )
    if len(findings) > SHOWN:
        console.print(f"[red]... and {len(findings) - SHOWN} more.")


def _print_summary(console: Console, outcome: Outcome) -> None:
    head = outcome.head
    kept = f"entry {head.position}, {_moment(head.at)}" if head else "none"
    table = Table.grid(padding=(0, 2))
    table.add_row("Journal", f"{outcome.entries} entries; data of {outcome.erased} erased by rule")
    table.add_row(
        "Recordings",
        f"{outcome.recordings}; sound of {outcome.removed} removed by rule; "
        f"{outcome.files} files read",
    )
    table.add_row("Kept head", kept)
    table.add_row("Anchor", outcome.seal)
    console.print(table)
    wrong = len(outcome.findings)
    says = f"[red]{wrong} {'thing is' if wrong == 1 else 'things are'} not as sealed."
    console.print(says if wrong else "[green]All is as it was sealed.")


def _moment(at: Instant) -> str:
    try:
        return f"{datetime.fromtimestamp(at / 1000, UTC):%Y-%m-%d %H:%M:%S} UTC"
    except (TypeError, ValueError, OverflowError, OSError):  # what a tamperer wrote there
        return repr(at)
