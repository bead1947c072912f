"""Keeps the chain's head in a file beside the database.

Policy. The head moves forward only over a chain that still holds the old head. If that is gone or
bears another seal, the end was cut off or the chain written anew: the file stays as it is, so that
`verify` goes on saying so, and the log says it once. Without a file (a new centre, or one that had
none yet) the head begins where the chain ends. A head is only kept of what is committed, so a crash
can leave it behind the chain, never before it.
"""

import asyncio
import os
from contextlib import suppress
from pathlib import Path

import structlog
from sqlalchemy import Connection

from switchroom.app.integrity.end import End, end_of, seal_at
from switchroom.domain.chain.head import ForgedHeadError, Head, opened, signed
from switchroom.ports.clock import Clock
from switchroom.ports.store import Store
from switchroom.runtime.files import written_whole
from switchroom.runtime.tasks import Tasks

log = structlog.get_logger(__name__)
HEAD, KEY = "chain-head", "chain-key"
EVERY_S = 10.0


class HeadKeeper:
    """Moves the head forward every few seconds; at the start and the end too.

    Args:
        store: where the chain is.
        clock: tells when.
        home: where the file is.
    """

    def __init__(self, store: Store, clock: Clock, home: Path) -> None:
        self._store = store
        self._clock = clock
        self._home = home
        self._tasks = Tasks("chain")
        self.trouble = ""
        """What is wrong with the chain; empty when nothing is known to be."""

    def start(self) -> None:
        """Begin."""
        self._tasks.forever(self.keep, "head", pause=EVERY_S)

    async def close(self) -> None:
        """Stop, with the head where the chain is."""
        await self._tasks.close()
        with suppress(Exception):  # an older head is a true one; closing must not fail for it
            await self.keep()

    async def keep(self) -> None:
        """Move the head to the chain's end, unless the chain has lost it."""
        try:
            old = await asyncio.to_thread(kept_head, self._home)
        except ForgedHeadError as error:
            self._tell(str(error))
            return
        end, seal = await self._store.read(lambda c: _end_and_seal(c, old))
        if old and (seal is None or seal.hex() != old.seal):
            self._tell(f"The journal has lost or changed its entry {old.position}.")
        elif old is None or old.position != end.position:
            head = Head(position=end.position, seal=end.seal.hex(), at=self._clock.now())
            await asyncio.to_thread(keep_head, self._home, head)

    def _tell(self, trouble: str) -> None:
        if trouble != self.trouble:
            log.error("the chain of seals is broken; run `switchroom verify`", found=trouble)
        self.trouble = trouble


def kept_head(home: Path) -> Head | None:
    """The head that was kept; None when there is none.

    Raises:
        ForgedHeadError: somebody else wrote it, or the key is gone.
    """
    file = home / HEAD
    if not file.exists():
        return None
    if not (home / KEY).exists():
        raise ForgedHeadError("The key of the kept head is gone.")
    return opened(file.read_bytes(), _key(home))


def keep_head(home: Path, head: Head) -> None:
    """Keep a head, signed with the home's key; the key is made when there is none."""
    with written_whole(home / HEAD) as draft, draft.open("wb") as file:
        file.write(signed(head, _key(home)))
        file.flush()
        os.fsync(file.fileno())


def _key(home: Path) -> bytes:
    file = home / KEY
    if not file.exists():
        with written_whole(file) as draft:
            draft.touch(mode=0o600)
            draft.write_bytes(os.urandom(32))
    return file.read_bytes()


def _end_and_seal(connection: Connection, old: Head | None) -> tuple[End, bytes | None]:
    return end_of(connection), seal_at(connection, old.position) if old else None
