"""A whole centre, asked what no page would ask; `tests.chaos.hostile_requests` is the long form."""

import json
import socket
from collections.abc import Iterator

import pytest
import requests
from tests.integration.hostile.assault import assault
from tests.integration.hostile.served import Served, served
from websockets.exceptions import ConnectionClosed, InvalidStatus
from websockets.sync.client import ClientConnection, connect
from websockets.typing import Origin

pytestmark = pytest.mark.integration

REQUESTS = 200


@pytest.fixture(scope="module")
def centre(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    with served(tmp_path_factory.mktemp("centre")) as running:
        yield running


def is_alive(centre: Served) -> bool:
    return requests.get(f"{centre.url}/healthz", timeout=5).ok


def test_every_request_is_answered_or_refused_in_a_sentence(centre: Served) -> None:
    outcome = assault(centre, REQUESTS)
    assert outcome.faults == {}
    assert outcome.statuses.total() >= REQUESTS
    assert outcome.statuses[200] > 0, "nothing was reached"
    assert is_alive(centre)


@pytest.mark.parametrize("starts", [-1, 10**15, 2**63, 10**400])
def test_a_list_is_exported_whole_when_an_impossible_moment_was_given(
    centre: Served, starts: int
) -> None:
    with requests.Session() as page:
        page.headers["Cookie"] = centre.sign_in("admin")
        page.headers["X-Requested-With"] = "switchroom"
        entry: dict[str, str | int] = {"kind": "black", "number": "13912345678", "starts": starts}
        refused = page.post(f"{centre.url}/api/screening", json=entry, timeout=5)
        assert refused.status_code == 422
        assert page.get(f"{centre.url}/api/screening/export.csv", timeout=5).ok


@pytest.mark.parametrize(
    "name",
    [
        "<img src=x onerror=alert(1)>",
        "'; DROP TABLE interactions; --",
        "100% _of_ \\ {{7*7}}",
        "王" * 80,
    ],
)
def test_a_caller_is_recorded_and_found_when_their_name_is_hostile(
    centre: Served, name: str
) -> None:
    centre.arrive(name)
    found = requests.get(
        f"{centre.url}/api/interactions",
        params={"q": name},
        headers={"Cookie": centre.sign_in("admin")},
        timeout=5,
    )
    assert [one["caller_name"] for one in found.json()["items"]] == [name]


@pytest.mark.parametrize(
    "said",
    [
        "{",
        "null",
        "[" * 1_000,
        '{"x":' + "[" * 990,
        '{"x":' * 190,
        '{"topic":' + "9" * 900 + "}",
        '{"subscribe":["\\ud800", "call:\\u0000", "no-such-topic"]}',
        '{"subscribe":["call:' + "9" * 900 + '"]}',
        json.dumps({"subscribe": ["board"] * 50, "unsubscribe": ["", ":", "board:board"]}),
        "x" * 60_000,
    ],
)
def test_a_page_is_still_served_when_it_said_what_makes_no_sense(centre: Served, said: str) -> None:
    with page_of(centre) as page:
        page.send(said)
        page.send('{"topic": "ping"}')
        while json.loads(page.recv(timeout=5))["topic"] != "pong":
            pass


@pytest.mark.parametrize(("said", "code"), [(b"\xff\x00", 1003), ("x" * 70_000, 1009)])
def test_a_page_is_closed_with_a_reason_when_it_sends_what_is_no_message(
    centre: Served, said: str | bytes, code: int
) -> None:
    with page_of(centre) as page:
        page.send(said)
        with pytest.raises(ConnectionClosed) as closed:
            until_closed(page)
    assert closed.value.rcvd is not None
    assert closed.value.rcvd.code == code
    assert is_alive(centre)


@pytest.mark.parametrize("origin", ["http://[", "null", "http://elsewhere.example"])
def test_a_page_is_refused_when_its_origin_is_none_of_ours(centre: Served, origin: str) -> None:
    with pytest.raises(InvalidStatus) as refused:
        page_of(centre, origin)
    assert refused.value.response.status_code in {401, 403}


@pytest.mark.parametrize(
    "sent",
    [
        b"\x16\x03\x01\x02\x00\x01\x00",
        b"GET /%00 HTTP/1.1\r\nHost: x\r\n\r\n",
        b"GET /assets/%00 HTTP/1.1\r\nHost: x\r\n\r\n",
        b"GET /" + b"a" * 5_000 + b" HTTP/1.1\r\nHost: x\r\n\r\n",
        b"GET /..%2f..%2f..%2f..%2fetc/passwd HTTP/1.1\r\nHost: x\r\n\r\n",
        b"GET /api/users HTTP/1.1\r\nHost: x\r\nCookie: switchroom_session=\xff\xfe\r\n\r\n",
        b"GET /api/users HTTP/9.9\r\nHost: x\r\n\r\n",
        b"GET http://[ HTTP/1.1\r\nHost: x\r\n\r\n",
        b"GET /api/session HTTP/1.1\r\nHost: [\r\nOrigin: http://[\r\n\r\n",
        b"POST /api/session HTTP/1.1\r\nHost: x\r\nContent-Length: -1\r\n\r\n{}",
        b"POST /api/session HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
        b"A" * 70_000,
    ],
)
def test_no_fault_is_answered_when_it_is_hardly_http(centre: Served, sent: bytes) -> None:
    with socket.create_connection(("127.0.0.1", centre.port), timeout=5) as client:
        client.sendall(sent)
        answer = client.recv(65_536)
    assert answer.split(b" ")[1][:1] in {b"2", b"4"}
    assert b"root:" not in answer
    assert is_alive(centre)


def page_of(centre: Served, origin: str = "") -> ClientConnection:
    """A page that an administrator has open."""
    return connect(
        f"ws://127.0.0.1:{centre.port}/api/live",
        origin=Origin(origin or centre.url),
        additional_headers={"Cookie": centre.sign_in("admin")},
    )


def until_closed(page: ClientConnection) -> None:
    while True:
        page.recv(timeout=5)
