"""Whether it lives, and whether it can take calls."""

import asyncio
from collections.abc import Awaitable, Callable, Iterable

from fastapi import APIRouter
from fastapi.responses import JSONResponse

from switchroom.runtime.web.access import PUBLIC

Part = tuple[str, Callable[[], Awaitable[str]]]
"""A part's name, and a question that is answered with what is wrong; empty when nothing is."""

ANSWERS_WITHIN = 5.0
"""Seconds; a locked database is waited for by calls, not by whoever asks after it."""


def health_router(parts: Iterable[Part]) -> APIRouter:
    """`/healthz` and `/readyz`."""
    router = APIRouter(tags=["health"], dependencies=[PUBLIC])
    known = list(parts)

    @router.get("/healthz")
    async def alive() -> dict[str, str]:
        """The process answers."""
        return {"status": "alive"}

    @router.get("/readyz")
    async def ready() -> JSONResponse:
        """Every part that a call needs, by name; 503 unless all are well."""
        states = {name: await _ask(question) for name, question in known}
        well = all(state == "ready" for state in states.values())
        status = "ready" if well else "not ready"
        return JSONResponse({"status": status, "parts": states}, 200 if well else 503)

    return router


async def _ask(question: Callable[[], Awaitable[str]]) -> str:
    try:
        async with asyncio.timeout(ANSWERS_WITHIN):
            return await question() or "ready"
    except TimeoutError:
        return "does not answer"
    except Exception as error:  # noqa: BLE001 whatever is wrong is the answer
        return f"{type(error).__name__}: {error}"
