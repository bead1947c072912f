"""The ARI client: connected for ever, hearing only what it asked for."""

import asyncio
import base64
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypeVar

import httpx
import structlog
from websockets.asyncio.client import connect
from websockets.exceptions import WebSocketException

from switchroom.adapters.asterisk.connection import AriError, Connection
from switchroom.adapters.asterisk.generated import applications, models
from switchroom.adapters.asterisk.operation import Operation
from switchroom.ports.telephony import TelephonyUnavailableError

log = structlog.get_logger(__name__)

T = TypeVar("T")

APPLICATION = "switchroom"
FIRST_PAUSE = 0.1
LONGEST_PAUSE = 2.0
PING_SECONDS = 5.0


@dataclass(frozen=True, slots=True)
class AriAddress:
    """Where an Asterisk is, and its ARI user's password."""

    host: str
    port: int
    password: str
    user: str = "switchroom"

    def events(self) -> str:
        """The WebSocket's address. All channels are subscribed, also those that never came to us.

        Otherwise nobody would tell us that a leg we rang was rejected.
        """
        return f"ws://{self.host}:{self.port}/ari/events?app={APPLICATION}&subscribeAll=true"

    def ping(self) -> str:
        """What answers when everything is loaded."""
        return f"http://{self.host}:{self.port}/ari/asterisk/ping"

    def headers(self) -> dict[str, str]:
        """The credentials, in a header so that they appear in no log of addresses."""
        pair = base64.b64encode(f"{self.user}:{self.password}".encode()).decode()
        return {"Authorization": f"Basic {pair}"}


class AriClient:
    """Keeps one connection; requests fail at once while there is none.

    Args:
        address: where Asterisk is.
        allowed: types of events to be sent to us; all others stay in Asterisk.
        heard: called with every event, in order.
        connected: called when there is a connection, before its first event.
        disconnected: called when it is lost.
    """

    def __init__(
        self,
        address: AriAddress,
        allowed: Sequence[str],
        *,
        heard: Callable[[models.AnyMessage], None],
        connected: Callable[[], None],
        disconnected: Callable[[], None],
    ) -> None:
        self._address = address
        self._allowed = [{"type": name} for name in (*allowed, "RESTResponse")]
        self._heard = heard
        self._connected = connected
        self._disconnected = disconnected
        self._connection: Connection | None = None

    @property
    def is_connected(self) -> bool:
        """Whether requests can be carried out now."""
        return self._connection is not None

    async def run(self) -> None:
        """Connect, and again whenever the connection is lost; never ends."""
        pause = FIRST_PAUSE
        while True:
            try:
                await self._session()
                pause = FIRST_PAUSE
            except* (OSError, TimeoutError, WebSocketException, httpx.TransportError) as errors:
                log.info("Asterisk cannot be reached", why=repr(errors), again_in=pause)
            await asyncio.sleep(pause)
            pause = min(pause * 2, LONGEST_PAUSE)

    async def do(self, operation: Operation[T]) -> T:
        """Carry an operation out on the connection of this moment.

        Raises:
            AriError: Asterisk refuses it.
            TelephonyUnavailableError: no connection, or no answer.
        """
        if self._connection is None:
            raise TelephonyUnavailableError("there is no connection to Asterisk")
        return await self._connection.do(operation)

    async def _session(self) -> None:
        await self._require_loaded()
        async with connect(
            self._address.events(),
            additional_headers=self._address.headers(),
            proxy=None,
            compression=None,
            max_size=None,
            max_queue=None,
            ping_interval=PING_SECONDS,
            ping_timeout=PING_SECONDS,
            close_timeout=1,
        ) as socket:
            connection = Connection(socket, self._heard)
            self._connection = connection
            self._connected()
            try:
                async with asyncio.TaskGroup() as session:
                    session.create_task(connection.listen())
                    session.create_task(self._filter(connection))
            finally:
                self._connection = None
                self._disconnected()

    async def _require_loaded(self) -> None:
        """Its WebSocket is there before all else is; plain HTTP answers 503 until then."""
        async with httpx.AsyncClient(headers=self._address.headers(), trust_env=False) as client:
            answer = await client.get(self._address.ping())
        if not answer.is_success:
            raise OSError(f"Asterisk is not loaded yet: {answer.status_code}")

    async def _filter(self, connection: Connection) -> None:
        body = {"allowed": self._allowed}
        try:
            await connection.do(applications.filter(application_name=APPLICATION, filter=body))
        except (AriError, TelephonyUnavailableError) as error:
            raise OSError(f"the events could not be filtered: {error}") from error
