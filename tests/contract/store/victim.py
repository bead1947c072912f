"""A centre that is killed: writes events whose delivery never ends, says so, and waits."""

import asyncio
import sys

from tests.contract.store.centre import Counted, running


async def main(url: str, how_many: int) -> None:
    async with running(url) as centre:

        async def never(_: str, __: Counted) -> None:
            await asyncio.Event().wait()

        centre.bus.watch(Counted, never)
        await asyncio.gather(*(centre.count(n) for n in range(how_many)))
        print("written", flush=True)
        await asyncio.Event().wait()


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1], int(sys.argv[2])))
