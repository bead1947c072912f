"""Runs a command and ends it when the parent is gone; a program of its own, standard library only.

    guard.py <command> ...   with a pipe as standard input, whose other end the parent holds

The parent's end closes however the parent dies, by SIGKILL too. A parent-death signal of the
kernel would not do: it is forgotten when Asterisk changes its user.
"""

import os
import signal
import subprocess
import sys
import threading

GRACE = 5.0
"""Seconds between SIGTERM and SIGKILL."""


def main(command: list[str]) -> int:
    """Run the command until it exits or standard input ends; its exit code."""
    child = subprocess.Popen(command, stdin=subprocess.DEVNULL)  # noqa: S603 our own command
    signal.signal(signal.SIGTERM, lambda *_: child.terminate())
    threading.Thread(target=_end_with_parent, args=(child,), daemon=True).start()
    return child.wait()


def _end_with_parent(child: subprocess.Popen[bytes]) -> None:
    os.read(sys.stdin.fileno(), 1)  # unbuffered: no lock that the exit would find held
    child.terminate()
    try:
        child.wait(GRACE)
    except subprocess.TimeoutExpired:
        child.kill()


if __name__ == "__main__":
    code = main(sys.argv[1:])
    sys.exit(code if code >= 0 else 128 - code)
