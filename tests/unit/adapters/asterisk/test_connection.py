"""Requests and answers over one socket; the socket is a pair of queues."""

import asyncio
from collections.abc import AsyncIterator
from types import NoneType
from typing import Any, cast

import msgspec
import pytest
from websockets.asyncio.client import ClientConnection

from switchroom.adapters.asterisk.connection import IN_FLIGHT, AriError, Connection
from switchroom.adapters.asterisk.generated import models
from switchroom.adapters.asterisk.operation import Operation
from switchroom.ports.telephony import TelephonyUnavailableError

pytestmark = pytest.mark.unit

VARIABLE = Operation("GET", "channels/leg/variable", models.Variable, {"variable": "X"})
HANG_UP = Operation("DELETE", "channels/leg", NoneType, {})


class Socket:
    """An open socket: `sent` holds what went out, `come` is what comes in; None closes it."""

    def __init__(self) -> None:
        self.sent: list[dict[str, Any]] = []
        self.come: asyncio.Queue[bytes | None] = asyncio.Queue()

    async def send(self, message: bytes, *, text: bool) -> None:
        assert text
        self.sent.append(msgspec.json.decode(message))

    async def __aiter__(self) -> AsyncIterator[bytes]:
        while (message := await self.come.get()) is not None:
            yield message

    def respond(self, request: dict[str, Any], status: int = 200, body: str = "") -> None:
        response = {
            "type": "RESTResponse",
            "transaction_id": "",
            "request_id": request["request_id"],
            "status_code": status,
            "reason_phrase": "",
            "uri": request["uri"],
            "application": "switchroom",
            "timestamp": "now",
            "message_body": body,
        }
        self.come.put_nowait(msgspec.json.encode(response))


@pytest.fixture
def socket() -> Socket:
    return Socket()


@pytest.fixture
def heard() -> list[models.AnyMessage]:
    return []


@pytest.fixture
async def connection(socket: Socket, heard: list[models.AnyMessage]) -> AsyncIterator[Connection]:
    connection = Connection(cast("ClientConnection", socket), heard.append)
    async with asyncio.TaskGroup() as group:
        group.create_task(connection.listen())
        yield connection
        socket.come.put_nowait(None)


async def soon() -> None:
    await asyncio.sleep(0.001)


async def test_answers_reach_their_requests_when_they_come_in_another_order(
    connection: Connection, socket: Socket
) -> None:
    async with asyncio.TaskGroup() as group:
        first = group.create_task(connection.do(VARIABLE))
        second = group.create_task(connection.do(VARIABLE))
        await soon()
        socket.respond(socket.sent[1], body='{"value": "second"}')
        socket.respond(socket.sent[0], body='{"value": "first"}')
    assert (first.result().value, second.result().value) == ("first", "second")
    assert socket.sent[0]["query_strings"] == [{"name": "variable", "value": "X"}]


@pytest.mark.parametrize(
    ("status", "body", "gone"),
    [
        (404, "", True),
        (409, "", True),
        (412, "", True),
        (422, "", True),
        (400, '{"message":"Channel not found"}', True),
        (400, '{"message":"Invalid parameter"}', False),
        (500, "", False),
    ],
)
async def test_refusal_says_whether_its_subject_is_gone(
    connection: Connection, socket: Socket, status: int, body: str, gone: bool
) -> None:
    async with asyncio.TaskGroup() as group:
        asking = group.create_task(_refused(connection))
        await soon()
        socket.respond(socket.sent[0], status, body)
    assert asking.result().means_gone is gone


async def _refused(connection: Connection) -> AriError:
    with pytest.raises(AriError) as refused:
        await connection.do(HANG_UP)
    return refused.value


async def test_request_fails_when_no_answer_comes(connection: Connection, socket: Socket) -> None:
    with pytest.raises(TelephonyUnavailableError):
        await connection.do(HANG_UP)
    socket.respond(socket.sent[0])
    await soon()


async def test_requests_fail_when_the_socket_closes(connection: Connection, socket: Socket) -> None:
    async with asyncio.TaskGroup() as group:
        group.create_task(_unavailable(connection))
        await soon()
        socket.come.put_nowait(None)


async def _unavailable(connection: Connection) -> None:
    with pytest.raises(TelephonyUnavailableError):
        await connection.do(HANG_UP)


async def test_requests_wait_their_turn_when_too_many_are_in_flight(
    connection: Connection, socket: Socket
) -> None:
    async with asyncio.TaskGroup() as group:
        for _ in range(IN_FLIGHT + 1):
            group.create_task(connection.do(HANG_UP))
        await soon()
        assert len(socket.sent) == IN_FLIGHT
        socket.respond(socket.sent[0])
        await soon()
        assert len(socket.sent) == IN_FLIGHT + 1
        for request in socket.sent[1:]:
            socket.respond(request)


async def test_event_is_passed_on_and_nonsense_passed_over(
    connection: Connection, socket: Socket, heard: list[models.AnyMessage]
) -> None:
    socket.come.put_nowait(b'{"type": "Unheard"}')
    socket.come.put_nowait(b"not json")
    socket.come.put_nowait(
        b'{"type": "ApplicationReplaced", "application": "switchroom", "timestamp": "now"}'
    )
    await soon()
    assert [type(message) for message in heard] == [models.ApplicationReplaced]
