"""`python -m tests.chaos [kills]`: the long form, as a table; exits 1 if anybody was lost."""

import asyncio
import sys
import tempfile
from pathlib import Path

from rich.console import Console
from rich.table import Table
from tests.acceptance.harness.centre import centre
from tests.chaos.killing import Run, kill_again_and_again

KILLS = 100


async def main(kills: int) -> int:
    """Run it in a centre of its own."""
    console = Console()
    with tempfile.TemporaryDirectory() as folder:
        async with centre(Path(folder) / "home") as product:
            run = await kill_again_and_again(product, Path(folder), kills, console.print)
    console.print(_table(run))
    return 0 if run.verdict.well else 1


def _table(run: Run) -> Table:
    verdict = run.verdict
    table = Table("what", "count", "which", title="kill -9 of the application")
    table.add_row("kills", str(len(run.away)), f"slowest return {run.slowest_return} ms")
    table.add_row("calls", str(verdict.calls), "")
    for name in ("lost", "doubled", "twice_assigned", "unexplained"):
        found = getattr(verdict, name)
        table.add_row(name.replace("_", " "), str(len(found)), "\n".join(found))
    return table


if __name__ == "__main__":
    sys.exit(asyncio.run(main(int(sys.argv[1]) if len(sys.argv) > 1 else KILLS)))
