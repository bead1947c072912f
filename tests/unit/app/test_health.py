"""Whether it can take calls, asked when a part of it is well, wrong, broken, or says nothing."""

import asyncio

import httpx
import pytest
from fastapi import FastAPI

from switchroom.app.web.health import ANSWERS_WITHIN, Part, health_router

pytestmark = pytest.mark.unit


async def well() -> str:
    return ""


async def wrong() -> str:
    return "not connected"


async def broken() -> str:
    raise OSError("no such disk")


async def silent() -> str:
    await asyncio.sleep(3600)
    return ""


async def asked(*parts: Part) -> tuple[int, dict[str, str]]:
    app = FastAPI()
    app.include_router(health_router(parts))
    async with httpx.AsyncClient(
        transport=httpx.ASGITransport(app), base_url="http://centre"
    ) as client:
        answer = await client.get("/readyz")
    return answer.status_code, answer.json()["parts"]


async def test_it_is_ready_when_all_parts_are_well() -> None:
    assert await asked(("bus", well)) == (200, {"bus": "ready"})


async def test_what_is_wrong_is_said_by_its_part() -> None:
    parts = {"bus": "ready", "asterisk": "not connected", "database": "OSError: no such disk"}
    assert await asked(("bus", well), ("asterisk", wrong), ("database", broken)) == (503, parts)


async def test_a_part_that_says_nothing_is_not_waited_for() -> None:
    loop = asyncio.get_running_loop()
    begun = loop.time()
    assert await asked(("database", silent)) == (503, {"database": "does not answer"})
    assert loop.time() - begun == pytest.approx(ANSWERS_WITHIN, abs=0.5)
