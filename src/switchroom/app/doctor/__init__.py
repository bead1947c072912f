"""`switchroom doctor`: what is wrong with an installation, and how to mend it."""

from collections.abc import Sequence

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from switchroom.app.doctor import installation, machine
from switchroom.app.doctor.finding import Check, Finding, wrong
from switchroom.app.settings import Settings

CHECKS: Sequence[Check] = (
    machine.python,
    machine.rights,
    machine.home,
    machine.space,
    machine.ports,
    machine.text,
    machine.fonts,
    machine.caller,
    installation.asterisk,
    installation.desk,
    installation.voices,
    installation.database,
    installation.clock,
    installation.certificate,
    installation.trunks,
)
MARKS = {"well": "[green]✓", "advice": "[yellow]•", "wrong": "[red]✗"}


def run_doctor(settings: Settings, checks: Sequence[Check] = CHECKS) -> list[Finding]:
    """Look at everything."""
    return [_look(check, settings) for check in checks]


def print_doctor(settings: Settings, console: Console | None = None) -> bool:
    """Look at everything and print it; whether nothing is wrong."""
    console = console or Console(highlight=False)
    findings = run_doctor(settings)
    table = Table.grid(padding=(0, 2))
    for finding in findings:
        table.add_row(MARKS[finding.state], finding.name, escape(finding.seen))
        if finding.remedy:
            table.add_row("", "", f"[bold]→ {escape(finding.remedy)}")
    console.print(table)
    bad = [finding.name for finding in findings if not finding.ok]
    console.print(f"\n[red]To be mended: {', '.join(bad)}" if bad else "\n[green]All is well.")
    return not bad


def _look(check: Check, settings: Settings) -> Finding:
    try:
        return check(settings)
    except Exception as error:  # noqa: BLE001 what breaks one check must not hide the others
        name = check.__name__.capitalize()
        return wrong(name, f"could not be looked at: {error}", "Mend what the error names.")
