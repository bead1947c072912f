"""Asterisk's own console, by its control socket: for what neither ARI nor its events tell."""

import asyncio
from pathlib import Path

from switchroom.adapters.asterisk.instance import Instance
from switchroom.ports.telephony import TelephonyUnavailableError

PATIENCE = 5.0


def control_socket(instance: Instance) -> Path:
    """Host path of the socket; only Asterisk's own user and root may write to it."""
    return instance.root.host(instance.home / "run/asterisk.ctl")


async def ask(control: Path, command: str) -> str:
    """Have a command carried out; what it prints.

    Raises:
        TelephonyUnavailableError: Asterisk does not run, or does not answer.
    """
    try:
        async with asyncio.timeout(PATIENCE):
            reader, writer = await asyncio.open_unix_connection(control)
            try:
                writer.write(f"cli quit after {command}".encode() + b"\0")
                answer = await reader.read()
            finally:
                writer.close()
    except (OSError, TimeoutError) as error:
        raise TelephonyUnavailableError("Asterisk's console does not answer") from error
    return answer.decode(errors="replace").partition("\n")[2]  # the first line greets
