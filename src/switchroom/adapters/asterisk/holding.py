"""The application's hold of the keeper of its Asterisk."""

import asyncio
import contextlib
import json
import sys
from pathlib import Path

from switchroom.adapters.asterisk import keeper
from switchroom.kernel.errors import UnavailableError

ANSWERS_WITHIN = 10.0
TRIES = 20
STOPS_WITHIN = 2 * keeper.GRACE + 2.0


class Hold:
    """A connection to the keeper at a socket, if there is one."""

    def __init__(self, socket: Path) -> None:
        self._socket = socket
        self._streams: tuple[asyncio.StreamReader, asyncio.StreamWriter] | None = None

    async def take(self) -> bool:
        """Hold the keeper that runs, if we do not yet; whether there is one.

        Raises:
            UnavailableError: another application holds it.
        """
        if self._streams:
            return True
        for _ in range(TRIES):  # the hold of one that was killed a moment ago may not be over yet
            try:
                reader, writer = await asyncio.open_unix_connection(self._socket)
                answer = await reader.readline()
            except OSError:
                return False
            if answer == b"held\n":
                self._streams = reader, writer
                return True
            writer.close()
            await asyncio.sleep(0.1)
        raise UnavailableError(
            "Another centre runs on these ports. Stop it, or set SWITCHROOM_ARI_PORT to a free one."
        )

    async def keep(self, *arguments: str) -> None:
        """Start a keeper, in a session of its own, and hold it.

        Raises:
            UnavailableError: it does not come up.
        """
        starting = await asyncio.create_subprocess_exec(
            *(sys.executable, "-I", "-S", keeper.__file__, str(self._socket), *arguments),
            stdin=asyncio.subprocess.DEVNULL,
            stdout=asyncio.subprocess.DEVNULL,
            stderr=asyncio.subprocess.DEVNULL,
            start_new_session=True,
        )
        await starting.wait()
        try:
            async with asyncio.timeout(ANSWERS_WITHIN):
                while not await self.take():  # noqa: ASYNC110 another process's socket
                    await asyncio.sleep(0.02)
        except TimeoutError as error:
            raise UnavailableError("Asterisk's keeper does not start") from error

    async def started(self) -> int:
        """Wait for the next start of Asterisk; the exit code of the one before.

        As a shell tells it: 128 and the number of the signal that killed it. 0 when there was none.

        Raises:
            ConnectionError: the keeper is gone.
        """
        line = await self._streams[0].readline() if self._streams else b""
        if not line:
            await self.leave()
            raise ConnectionError("nobody keeps Asterisk")
        code: int = json.loads(line)["code"] or 0
        return code if code >= 0 else 128 - code

    async def stop(self) -> None:
        """Have Asterisk ended; returns when it is."""
        if self._streams is None:
            return
        reader, writer = self._streams
        with contextlib.suppress(OSError, TimeoutError):
            async with asyncio.timeout(STOPS_WITHIN):
                writer.write(b"stop\n")
                while await reader.readline():
                    pass
        await self.leave()

    async def leave(self) -> None:
        """Let go; Asterisk goes on for as long as the keeper is patient."""
        if self._streams:
            self._streams[1].close()
            self._streams = None
