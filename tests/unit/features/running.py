"""A small centre in memory, with one feature's router, for tests."""

from collections.abc import Collection, Iterable, Sequence
from typing import Any, Self

import httpx
from fastapi import APIRouter, FastAPI
from starlette.requests import HTTPConnection

from switchroom.kernel.messages import Command, Event
from switchroom.kernel.time import Instant
from switchroom.runtime.bus import LocalBus
from switchroom.runtime.messages import MessageTypes
from switchroom.runtime.store import Database, SqlStore
from switchroom.runtime.transaction import Projector, Projectors
from switchroom.runtime.web.access import Identity
from switchroom.runtime.web.centre import Centre
from switchroom.runtime.web.problems import install_problems
from switchroom.testing.ids import CountingIds
from switchroom.testing.store import MemoryDatabase
from switchroom.testing.virtual_time import EPOCH

Projections = Iterable[tuple[type[Event], Projector[Any]]]


class HandClock:
    """A clock that is moved by hand."""

    def __init__(self) -> None:
        self.moment: Instant = EPOCH

    def now(self) -> Instant:
        return self.moment


class Running:
    """Store, bus, clock and web application, from `async with` to its end."""

    def __init__(
        self,
        messages: Sequence[type[Command] | type[Event]] = (),
        projections: Projections = (),
        router: APIRouter | None = None,
        database: Database | None = None,
    ) -> None:
        self.clock = HandClock()
        self.bus = LocalBus()
        self.types = MessageTypes(messages)
        projectors = Projectors()
        for kind, projector in projections:
            projectors.add(kind, projector)
        self.database = database or MemoryDatabase()
        self.store = SqlStore(self.database, self.bus, self.clock, self.types, projectors)
        self.centre = Centre(
            store=self.store, bus=self.bus, clock=self.clock, ids=CountingIds("id")
        )
        self.app = FastAPI()
        self.app.state.centre = self.centre
        self.app.state.identify = self._identify
        self.app.state.region = "CN"
        self.identity: Identity | None = None
        install_problems(self.app)
        if router is not None:
            self.app.include_router(router)

    async def __aenter__(self) -> Self:
        await self.store.start()
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.store.close()

    def become(
        self,
        *permissions: str,
        user: str = "u1",
        agent: str | None = None,
        site: str = "main",
        departments: Collection[str] = (),
    ) -> None:
        """Let all requests be asked by somebody with these permissions."""
        self.identity = Identity(
            user=user,
            username=user,
            display_name=user,
            session="s",
            permissions=frozenset(permissions),
            site=site,
            departments=frozenset(departments),
            agent=agent,
        )

    def browser(self, address: str = "10.0.0.1") -> httpx.AsyncClient:
        """A browser at an address, with our own page in it."""
        transport = httpx.ASGITransport(self.app, client=(address, 1))
        headers = {"X-Requested-With": "switchroom"}
        return httpx.AsyncClient(transport=transport, base_url="http://desk", headers=headers)

    async def _identify(self, _: HTTPConnection) -> Identity | None:
        return self.identity
