"""Ten thousand broken SIP messages upon a talk: `python -m tests.chaos.hostile_sip [how many]`.

Needs root and Asterisk, as the tests do. Both sides of the talk are listened to all the while.
"""

import asyncio
import sys
from collections.abc import Iterable
from itertools import chain, islice
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.integration.hostile.sip_messages import mutations, torture
from tests.integration.hostile.talk import Rain, rain_upon_talk

from switchroom.ports.telephony import Connected
from switchroom.testing.telephony_asterisk import Laboratory, asterisk_harness, laboratory
from switchroom.testing.telephony_contract import Listener
from switchroom.testing.telephony_tones import Room


def main(how_many: int = 10_000, number: int = 1) -> int:
    """Print what was sent and heard; 1 when the talk was not heard at every look."""
    messages = chain(torture().values(), islice(mutations(number), how_many))
    with TemporaryDirectory() as folder, laboratory("hostile", Path(folder)) as asterisk:
        rain = asyncio.run(_rain(asterisk, messages))
    print(f"sent {rain.sent}, heard at {rain.heard} of {rain.looks} looks, next {rain.next_heard}")
    return 0 if rain.heard == rain.looks and rain.next_heard else 1


async def _rain(asterisk: Laboratory, messages: Iterable[bytes]) -> Rain:
    async with asterisk_harness(asterisk, connected=False) as harness:
        listener = Listener(harness.telephony)
        listener.start()
        harness.telephony.start()
        await listener.until(Connected)
        try:
            return await rain_upon_talk(Room(harness, listener), messages)
        finally:
            await listener.close()


if __name__ == "__main__":
    sys.exit(main(*map(int, sys.argv[1:])))
