# ruff: noqa: INP001 a program, not a module
"""Find an Asterisk on this machine or install one; `--check` only looks."""

import sys

from switchroom.adapters.asterisk.installation import find_root, install
from switchroom.kernel.errors import UnavailableError


def main() -> int:
    """0 when there is one (now)."""
    if "--check" in sys.argv[1:]:
        return 0 if find_root() else 1
    try:
        print(f"Asterisk in {install().path}")
    except UnavailableError as error:
        print(error)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
