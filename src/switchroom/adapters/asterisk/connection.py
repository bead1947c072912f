"""One WebSocket to Asterisk, carrying events to us and REST requests both ways.

A request over it costs a fraction of one over HTTP and cannot overtake an event.
"""

import asyncio
import itertools
from collections.abc import Callable
from functools import cache
from types import NoneType
from typing import Any, TypeVar, cast

import msgspec
import structlog
from websockets.asyncio.client import ClientConnection
from websockets.exceptions import ConnectionClosed

from switchroom.adapters.asterisk.generated import models
from switchroom.adapters.asterisk.operation import Operation
from switchroom.ports.telephony import TelephonyUnavailableError

log = structlog.get_logger(__name__)

T = TypeVar("T")

IN_FLIGHT = 100
"""Requests that Asterisk is given at once; the others wait their turn."""

PATIENCE = 5.0
"""Seconds that a request may take, its waiting included."""

GONE = {404, 409, 412, 422}
"""Asterisk's words for a leg or bridge that is gone; adding one to a bridge says 400 instead."""

_messages = msgspec.json.Decoder(models.AnyMessage)


class AriError(Exception):
    """Asterisk's own answer that a request cannot be carried out."""

    def __init__(self, operation: Operation[Any], status: int, reason: str) -> None:
        super().__init__(f"{operation.method} {operation.path}: {status} {reason}")
        self.status = status

    @property
    def means_gone(self) -> bool:
        """Whether its subject is gone, or is just going."""
        return self.status in GONE or (self.status == 400 and "not found" in str(self))


class Connection:
    """Requests and their answers, and events, on an open socket."""

    def __init__(
        self, socket: ClientConnection, heard: Callable[[models.AnyMessage], None]
    ) -> None:
        self._socket = socket
        self._heard = heard
        self._numbers = itertools.count(1)
        self._pending: dict[str, asyncio.Future[models.RESTResponse]] = {}
        self._places = asyncio.Semaphore(IN_FLIGHT)

    async def listen(self) -> None:
        """Pass on what comes until the socket closes; then whoever waits for an answer fails."""
        try:
            async for text in self._socket:
                self._take(text)
        except ConnectionClosed:
            log.info("the connection to Asterisk is closed")
        finally:
            for waiting in self._pending.values():
                if not waiting.done():
                    waiting.set_exception(TelephonyUnavailableError("Asterisk is gone"))

    async def do(self, operation: Operation[T]) -> T:
        """Carry an operation out.

        Raises:
            AriError: Asterisk refuses it.
            TelephonyUnavailableError: no answer came.
        """
        try:
            async with asyncio.timeout(PATIENCE), self._places:
                response = await self._request(operation)
        except (TimeoutError, ConnectionClosed) as error:
            raise TelephonyUnavailableError("Asterisk does not answer") from error
        if response.status_code >= 300:
            raise AriError(operation, response.status_code, response.message_body or "")
        try:
            return _answer(operation, response.message_body)
        except msgspec.DecodeError as error:
            raise AriError(operation, response.status_code, f"not understood: {error}") from error

    async def _request(self, operation: Operation[Any]) -> models.RESTResponse:
        number = str(next(self._numbers))
        answer = asyncio.get_running_loop().create_future()
        self._pending[number] = answer
        try:
            await self._socket.send(_encode(operation, number), text=True)
            return cast("models.RESTResponse", await answer)
        finally:
            del self._pending[number]

    def _take(self, text: str | bytes) -> None:
        try:
            message = _messages.decode(text)
        except msgspec.DecodeError as error:
            log.warning("a message from Asterisk is not understood", why=str(error))
            return
        if not isinstance(message, models.RESTResponse):
            self._heard(message)
        elif (waiting := self._pending.get(message.request_id)) and not waiting.done():
            waiting.set_result(message)


def _encode(operation: Operation[Any], number: str) -> bytes:
    request: dict[str, object] = {
        "type": "RESTRequest",
        "transaction_id": "",
        "request_id": number,
        "method": operation.method,
        "uri": operation.path,
        "query_strings": [{"name": n, "value": v} for n, v in operation.parameters()],
    }
    if operation.body is not None:
        request["content_type"] = "application/json"
        request["message_body"] = msgspec.json.encode(operation.body).decode()
    return msgspec.json.encode(request)


def _answer(operation: Operation[T], body: str | None) -> T:
    if operation.answer is NoneType or not body:
        return cast("T", None)
    return cast("T", _decoder(cast("Any", operation.answer)).decode(body))


@cache
def _decoder(kind: Any) -> msgspec.json.Decoder[Any]:  # noqa: ANN401 any type of the models
    return msgspec.json.Decoder(kind)
