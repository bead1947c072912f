"""The three that are measured, each running while it is used."""

import asyncio
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from pathlib import Path

from bench.load.centre import running_centre
from bench.load.pack import SERVICE, write_pack
from bench.load.parties import LOOPBACK, Key, Script
from bench.load.run import AGENT_PORT, Target
from bench.peers import ari_loop
from bench.peers.app_queue import app_queue
from bench.peers.asterisk import FIRST_EXTENSION, Addition, extensions, peer_asterisk

from switchroom.adapters.asterisk.configuration import Ports

HTTP_PORT = 18100
PORTS = Ports(http=18101, https=18102, sip=15100, rtp=(21000, 23999))
SERVER = f"{LOOPBACK}:{PORTS.sip}"
KEYS = (Key(digit=1, after=1000), Key(digit=1, after=1000))
"""Mandarin, and a power failure; a caller who knows the menu does not wait for its end."""


@asynccontextmanager
async def asterisks_queue(folder: Path, agents: int, script: Script) -> AsyncIterator[Target]:
    """Asterisk's own `app_queue`, with no application beside it."""
    names = extensions(agents)
    async with peer_asterisk("bench-queue", PORTS, names, AGENT_PORT, app_queue(names)) as peer:
        yield Target(
            name="app_queue",
            server=SERVER,
            script=script,
            asterisk=lambda: peer.pid,
            python=list,
        )


@asynccontextmanager
async def bare_loop(folder: Path, agents: int, script: Script) -> AsyncIterator[Target]:
    """A bare ARI loop as a process."""
    addition = Addition({"extensions.conf": ari_loop.DIALPLAN})
    names = extensions(agents)
    async with peer_asterisk("bench-loop", PORTS, names, AGENT_PORT, addition) as peer:
        process = await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", "bench.peers.ari_loop"),
            *(str(PORTS.http), peer.ari_password, str(FIRST_EXTENSION), str(agents)),
            stdin=asyncio.subprocess.DEVNULL,
            stdout=asyncio.subprocess.PIPE,
        )
        try:
            assert process.stdout
            await asyncio.wait_for(process.stdout.readline(), 10)
            yield Target(
                name="bare ARI loop",
                server=SERVER,
                script=script,
                asterisk=lambda: peer.pid,
                python=lambda: [process.pid],
            )
        finally:
            process.kill()
            await process.wait()


@asynccontextmanager
async def switchroom(folder: Path, agents: int, script: Script) -> AsyncIterator[Target]:
    """The product: menu, queue, agent, recording, and everything stored."""
    names = extensions(agents)
    pack = await asyncio.to_thread(write_pack, folder / "pack", names)
    async with running_centre(folder, PORTS, HTTP_PORT, pack, names) as centre:
        yield Target(
            name="Switchroom",
            server=SERVER,
            script=replace(script, called=SERVICE, keys=KEYS),
            asterisk=lambda: centre.asterisk_pid,
            python=lambda: centre.python_pids,
            centre=centre,
        )
