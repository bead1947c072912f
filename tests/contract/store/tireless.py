"""A centre that writes until it is killed; says so when it has begun."""

import asyncio
import sys
from itertools import count

from tests.contract.store.centre import running


async def main(url: str) -> None:
    async with running(url) as centre:
        for first in count(step=20):
            await asyncio.gather(*(centre.count(n) for n in range(first, first + 20)))
            print("written", flush=True)


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1]))
