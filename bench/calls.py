"""Calls a second from the caller to the agent, beside two peers on the same machine.

    python -m bench.calls [--short] [--rates 5,10] [--seconds 10] [--only switchroom] [--markdown]

Each target is given more and more calls a second until one fails. Callers and agents are SIPp; all
times are from their own ledgers and from the wire, and the product's database is held against
them. Needs root (SIPp sends keys by raw sockets), Asterisk, `sipp` and `tcpdump`.
"""

import argparse
import shutil
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from bench.load import report, targets
from bench.load.parties import Script
from bench.load.report import Ladder
from bench.load.run import Figures, Target, measure
from bench.load.stopping import run_until_told

HIGHEST = 150.0
"""Beyond it Asterisk itself fails, and stays broken."""

RATES = (5.0, 10.0, 20.0, 30.0, 40.0, 50.0, 60.0, 80.0, 100.0, 120.0, 150.0)
TARGETS = {
    "queue": targets.asterisks_queue,
    "loop": targets.bare_loop,
    "switchroom": targets.switchroom,
}
WARM_UP_CALLS = 10


async def main(options: argparse.Namespace) -> None:
    script = Script(
        called="95598", talks=round(1000 * options.talk), speech=round(1000 * options.speech)
    )
    ladders = []
    with TemporaryDirectory(prefix="switchroom-bench-") as scratch:
        folder = Path(options.keep or scratch)
        for name in options.only:
            shutil.rmtree(folder / name, ignore_errors=True)
            async with TARGETS[name](folder / name, options.agents, script) as target:
                ladders.append(await climb(target, folder / name, options.rates, options.seconds))
    print("\n".join(report.ratios(ladders)))
    if options.markdown:
        print("\n" + report.markdown(ladders))


async def climb(target: Target, folder: Path, rates: Sequence[float], seconds: float) -> Ladder:
    """Higher and higher until a call fails."""
    print(f"\n{target.name}\n{report.heading()}", flush=True)
    await measure(target, folder / "warm-up", min(5.0, rates[0]), WARM_UP_CALLS)
    steps: list[Figures] = []
    for rate in rates:
        step = await measure(target, folder / f"at-{rate:g}", rate, round(rate * seconds))
        steps.append(step)
        print(report.line(step), flush=True)
        if not step.is_good:
            print(step.complaints, end="", flush=True)
            break
    return Ladder(target.name, tuple(steps))


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("--rates", type=_rates, default=RATES, help="calls a second, by commas")
    parser.add_argument("--seconds", type=float, default=10.0, help="for each rate")
    parser.add_argument("--talk", type=float, default=2.0, help="seconds of talk")
    parser.add_argument("--agents", type=int, default=0, help="by default enough for the rates")
    parser.add_argument("--speech", type=float, default=0.4, help="seconds of it that each speaks")
    parser.add_argument(
        "--only", type=_names, default=tuple(TARGETS), help="of " + ",".join(TARGETS)
    )
    parser.add_argument("--short", action="store_true", help="a smoke run of about a minute")
    parser.add_argument("--keep", help="a folder for ledgers and logs, kept afterwards")
    parser.add_argument("--markdown", action="store_true", help="print tables too")
    options = parser.parse_args()
    if options.short:
        options.rates, options.seconds = (2.0, 5.0), 3.0
    options.agents = options.agents or round(max(options.rates) * (options.talk + 0.8) * 1.25) + 5
    return options


def _rates(text: str) -> tuple[float, ...]:
    rates = tuple(map(float, text.split(",")))
    if not all(0 < rate <= HIGHEST for rate in rates):
        raise argparse.ArgumentTypeError(f"rates are above 0 and at most {HIGHEST:g}")
    return rates


def _names(text: str) -> tuple[str, ...]:
    names = tuple(text.split(","))
    if unknown := [name for name in names if name not in TARGETS]:
        raise argparse.ArgumentTypeError(f"unknown: {', '.join(unknown)}")
    return names


if __name__ == "__main__":
    run_until_told(main(_options()))
