"""Ten thousand hostile requests: `python -m tests.chaos.hostile_requests [how many] [number]`.

The number decides which; the same number makes the same requests again.
"""

import sys
from pathlib import Path
from tempfile import TemporaryDirectory

import requests
from tests.integration.hostile.assault import assault
from tests.integration.hostile.served import served


def main(how_many: int = 10_000, number: int = 1) -> int:
    """Print what was answered, by status, and every fault; 1 when there was one."""
    with TemporaryDirectory() as folder, served(Path(folder)) as centre:
        outcome = assault(centre, how_many, number)
        alive = requests.get(f"{centre.url}/healthz", timeout=5).ok
    for status, answers in sorted(outcome.statuses.items()):
        print(f"{status}  {answers:6}")
    print(f"requests {outcome.statuses.total()}, faults {len(outcome.faults)}, alive {alive}")
    for place, told in outcome.faults.items():
        print(f"{place}\n    {told}")
    return 0 if alive and not outcome.faults else 1


if __name__ == "__main__":
    sys.exit(main(*map(int, sys.argv[1:])))
