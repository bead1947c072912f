"""Keeps Asterisk running, whatever becomes of the application. Standard library only.

    keeper.py <socket> <pid file> <mark> <patience> <command> ...

Policy.
- Asterisk is started; or adopted, when one of this configuration (its command line holds `mark`)
  runs already because the keeper before this one was killed. Whenever it dies it is started again,
  at once after a long life, else after a pause that doubles.
- One application at a time holds a connection to the socket: it is told `held`, and then of every
  start, as a line of JSON: Asterisk's process id, and the exit code of the one before (null: there
  was none, or it was not ours to know). Any other is told nothing, and its connection ends.
- An application that says `stop` wants Asterisk to end, and hears of it by the connection's end.
- One that goes without a word was killed, or leaves calls to the next: they go on. Whoever has not
  come back within `patience` seconds does not come back, and Asterisk ends.
"""

import asyncio
import contextlib
import json
import os
import signal
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

GRACE = 5.0
"""Seconds between SIGTERM and SIGKILL."""

FIRST_HOLD = 30.0
"""Seconds in which whoever started us has to take hold."""

LONG_LIFE = 60.0
FIRST_PAUSE = 0.5
LONGEST_PAUSE = 8.0


def running(pid_file: Path, mark: str) -> int | None:
    """The process id of an Asterisk of this configuration, not of one that got its number."""
    with contextlib.suppress(OSError, ValueError):
        pid = int(pid_file.read_text())
        if mark.encode() in Path(f"/proc/{pid}/cmdline").read_bytes():
            return pid
    return None


@dataclass(slots=True)
class Keeper:
    """One Asterisk, and the application that holds it."""

    pid_file: Path
    mark: str
    patience: float
    command: Sequence[str]
    holder: asyncio.StreamWriter | None = None
    over: asyncio.Event = field(default_factory=asyncio.Event)
    held: bool = False
    started: bytes = b""
    pid: int = 0
    since: float = 0.0
    abandoned: asyncio.TimerHandle | None = None

    async def keep(self) -> None:
        """Until it is told to stop, or nobody wants it any more."""
        self.wait_for_an_application()
        loop = asyncio.get_running_loop()
        tasks = [loop.create_task(one) for one in (self.run_for_ever(), self.over.wait())]
        await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
        tasks[0].cancel()
        if self.pid:
            await end(self.pid)

    async def run_for_ever(self) -> None:
        """Start it, and start it again when it dies."""
        pause, code = FIRST_PAUSE, None
        adopted = running(self.pid_file, self.mark)
        if adopted:
            self.tell(adopted, code)
            await gone(adopted)
        while True:
            process = await asyncio.create_subprocess_exec(*self.command)
            self.tell(process.pid, code)
            code = await process.wait()
            pause = FIRST_PAUSE if time.monotonic() - self.since > LONG_LIFE else pause
            await asyncio.sleep(pause)
            pause = min(pause * 2, LONGEST_PAUSE)

    def tell(self, pid: int, code: int | None) -> None:
        """Let whoever holds it know of a start."""
        self.pid, self.since = pid, time.monotonic()
        self.started = json.dumps({"pid": pid, "code": code}).encode() + b"\n"
        if self.holder:
            self.holder.write(self.started)

    async def hold(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """An application is there, until it goes."""
        if self.holder:
            writer.close()
            return
        self.holder, self.held = writer, True
        if self.abandoned:
            self.abandoned.cancel()
        writer.write(b"held\n" + self.started)
        with contextlib.suppress(OSError):
            if await reader.readline() == b"stop\n":
                self.over.set()
                return  # our own end closes the connection
        self.holder = None
        writer.close()
        self.wait_for_an_application()

    def wait_for_an_application(self) -> None:
        """Stop when none comes."""
        patience = self.patience if self.held else max(self.patience, FIRST_HOLD)
        loop = asyncio.get_running_loop()
        self.abandoned = loop.call_later(patience, self.over.set)


async def gone(pid: int) -> None:
    """Wait for the end of a process, whoever's child it is; at once when it is none."""
    with contextlib.suppress(ProcessLookupError):
        descriptor, ended = os.pidfd_open(pid), asyncio.Event()
        loop = asyncio.get_running_loop()
        loop.add_reader(descriptor, ended.set)
        try:
            await ended.wait()
        finally:
            loop.remove_reader(descriptor)
            os.close(descriptor)


async def end(pid: int) -> None:
    """End a process, at the latest by SIGKILL; returns when it is gone."""
    for number, patience in ((signal.SIGTERM, GRACE), (signal.SIGKILL, GRACE)):
        try:
            os.kill(pid, number)
            await asyncio.wait_for(gone(pid), patience)
        except TimeoutError:
            continue
        except ProcessLookupError:
            pass
        return


async def main(socket: str, keeper: Keeper) -> None:
    """Keep, and be held by whoever connects to the socket."""
    for number in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(number, keeper.over.set)
    forget(socket)
    async with await asyncio.start_unix_server(keeper.hold, socket):
        try:
            await keeper.keep()
        finally:
            forget(socket)  # before its holders see our end: the next keeper has the same


def forget(socket: str) -> None:
    """Let nobody find the socket."""
    Path(socket).unlink(missing_ok=True)


if __name__ == "__main__":
    address, pid_file, mark, patience, *command = sys.argv[1:]
    if os.fork():
        sys.exit()  # whoever started us has no child to wait for
    os.umask(0o077)
    asyncio.run(main(address, Keeper(Path(pid_file), mark, float(patience), command)))
