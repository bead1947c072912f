"""The running centre's API, as the demonstration uses it."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

import httpx

from switchroom.app.settings import Settings
from switchroom.app.tls import own_url, trust
from switchroom.kernel.errors import UnavailableError

Row = dict[str, Any]


class CentreClient:
    """One user of a running centre."""

    def __init__(self, settings: Settings) -> None:
        url = own_url(settings)
        headers = {"X-Requested-With": "switchroom", "Origin": url}
        self._client = httpx.AsyncClient(
            base_url=url, headers=headers, trust_env=False, verify=trust(settings)
        )
        self._url = url

    async def sign_in(self, username: str, password: str) -> None:
        """Sign in; UnavailableError when no centre runs there."""
        try:
            await self.post("/api/session", username=username, password=password)
        except httpx.TransportError as error:
            raise UnavailableError(
                f"No centre answers at {self._url}. Start one with `make run`."
            ) from error

    async def post(self, path: str, **body: object) -> Any:  # noqa: ANN401 JSON
        """Ask for something to be done."""
        return _content(await self._client.post(path, json=body or None))

    async def get(self, path: str, **query: str) -> Any:  # noqa: ANN401 JSON
        """Ask for something to be shown."""
        return _content(await self._client.get(path, params=query))

    async def close(self) -> None:
        """Let go of the connection."""
        await self._client.aclose()


async def until(
    ask: Callable[[], Awaitable[Row | None]], within: float, pause: float = 0.3
) -> Row | None:
    """Ask again and again until there is an answer, or time (in seconds) is up."""
    try:
        async with asyncio.timeout(within):
            while (answer := await ask()) is None:  # noqa: ASYNC110 over HTTP nobody tells us
                await asyncio.sleep(pause)
            return answer
    except TimeoutError:
        return None


def _content(response: httpx.Response) -> Any:  # noqa: ANN401 JSON
    if response.is_error:
        problem = response.json() if response.content else {}
        raise UnavailableError(f"{response.request.url}: {problem.get('detail', response.text)}")
    return response.json() if response.content else None
