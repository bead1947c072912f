"""People of the demonstration pack, at work: at a desk in a browser, or at a SIP telephone."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import httpx
from playwright.async_api import Page
from tests.acceptance.harness.browser import browser
from tests.acceptance.harness.centre import Centre
from tests.acceptance.harness.ports import free_ports

from switchroom.adapters.sipp import Behaviour, Party, Place, answering_agent

PASSWORD_FILE = "demo-password"


def password(product: Centre) -> str:
    """The first password of all the pack's users."""
    return (product.home / PASSWORD_FILE).read_text().strip()


class Person:
    """Somebody who is signed in over the API."""

    def __init__(self, client: httpx.AsyncClient) -> None:
        self._client = client

    async def do(self, path: str, **body: object) -> Any:  # noqa: ANN401 JSON
        """POST; the answer's content."""
        response = await self._client.post(path, json=body or None)
        assert response.is_success, f"{path}: {response.text}"
        return response.json() if response.content else None

    async def attempt(self, path: str, **body: object) -> bool:
        """POST; whether it could be done."""
        return (await self._client.post(path, json=body or None)).is_success

    async def put(self, path: str, **body: object) -> None:
        """PUT."""
        response = await self._client.put(path, json=body)
        assert response.is_success, f"{path}: {response.text}"

    async def remove(self, path: str) -> None:
        """DELETE."""
        response = await self._client.delete(path)
        assert response.is_success, f"{path}: {response.text}"

    async def refused(self, path: str, **body: object) -> int:
        """POST; the status by which it is refused."""
        response = await self._client.post(path, json=body or None)
        assert response.is_client_error, f"{path}: was not refused"
        return response.status_code

    async def told(self, path: str, **body: object) -> str:
        """POST; the sentence by which it is refused."""
        response = await self._client.post(path, json=body or None)
        assert response.is_client_error, f"{path}: was not refused"
        return str(response.json()["detail"])

    @property
    def cookies(self) -> str:
        """What their browser would send with each request."""
        return "; ".join(f"{name}={value}" for name, value in self._client.cookies.items())

    async def see(self, path: str, **query: str) -> Any:  # noqa: ANN401 JSON
        """GET; the answer's content."""
        response = await self._client.get(path, params=query)
        assert response.is_success, f"{path}: {response.text}"
        return response.json()

    async def hear(self, recording: str, target: Path) -> Path:
        """Download a recording."""
        response = await self._client.get(f"/api/recordings/{recording}/audio")
        assert response.is_success, response.text
        await asyncio.to_thread(target.write_bytes, response.content)
        return target


@asynccontextmanager
async def person(product: Centre, username: str) -> AsyncIterator[Person]:
    """Sign somebody in."""
    async with product.client() as client:
        somebody = Person(client)
        await somebody.do("/api/session", username=username, password=password(product))
        yield somebody


@asynccontextmanager
async def telephone_agent(
    product: Centre, username: str, folder: Path, behaviour: Behaviour, calls: int = 1
) -> AsyncIterator[tuple[Person, Party]]:
    """An agent at a SIP telephone, ready; signed out at the end."""
    async with person(product, username) as agent:
        telephone = await agent.do("/api/agent/softphone?browser=false")
        port = free_ports(6)
        place = Place(folder=folder, server=product.sip, port=port, media_port=port + 2)
        party = await answering_agent(
            place, telephone["extension"], telephone["password"], behaviour, calls=calls
        )
        await agent.do("/api/agent/sign-in")
        await agent.do("/api/agent/ready")
        try:
            yield agent, party
        finally:
            await party.kill()
            await leave(agent)


@asynccontextmanager
async def desk_agent(
    product: Centre, username: str, folder: Path, hertz: float, language: str
) -> AsyncIterator[Page]:
    """An agent at the desk in Chromium, whose voice is a tone; ready, telephone registered."""
    certificate = product.certificate
    async with browser(folder, hertz, language=language, certificate=certificate) as context:
        page = await context.new_page()
        await page.goto(product.url)
        await page.get_by_test_id("sign-in-username").fill(username)
        await page.get_by_test_id("sign-in-password").fill(password(product))
        await page.get_by_test_id("sign-in-submit").click()
        await page.wait_for_selector(
            '[data-testid="softphone-status"][data-status="registered"]', timeout=20_000
        )
        await page.get_by_test_id("state-menu").click()
        await page.get_by_test_id("state-ready").click()
        yield page
        async with person(product, username) as agent:
            await leave(agent)


async def leave(agent: Person) -> None:
    """Whatever state the agent is in: no more work, written up, signed out."""
    await agent.attempt("/api/agent/not-ready", reason="break")
    async with asyncio.timeout(10):
        while not await agent.attempt("/api/agent/sign-out"):
            await agent.attempt("/api/agent/wrap-up/finish")
            await asyncio.sleep(0.2)
