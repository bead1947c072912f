"""Requests that no page would make, out of the OpenAPI document.

Policy. Schemathesis makes requests that fit the document, and requests that do not; ours are those
again with a hostile value somewhere within, and with ids of what is really there, since one that
names nothing is refused before much has happened.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

import requests
import schemathesis
from hypothesis import strategies as st
from schemathesis import Case
from schemathesis.core import NOT_SET
from schemathesis.core.result import Ok
from schemathesis.generation import GenerationMode
from schemathesis.schemas import APIOperation

HOSTILE: tuple[Any, ...] = (
    "x" * 10_000,
    "\x00",
    "\ud800",
    "a\u202eb\ufeff\U0001f600",
    "<script>alert(1)</script>",
    "'; DROP TABLE interactions; --",
    "../../../../etc/passwd",
    "{{7*7}}${7*7}",
    "=1+1",
    "%",
    2**31,
    2**63,
    -(2**63) - 1,
    10**400,
    1e308,
    -1,
    0,
    True,
    None,
    "",
    [],
    {},
    [[[[[[]]]]]],
    ["x"] * 1_000,
    {"\ud800": {"\x00": 1}},
)
RAW: tuple[bytes, ...] = (
    b"",
    b"{",
    b"\xff\xfe\x00",
    b'{"a": NaN}',
    b"[" * 20_000,
    b'{"a":' * 5_000,
    b'"\\ud800"',
    b"1e999999",
    b"9" * 5_000,
    b"null",
    b'--x\r\nContent-Disposition: form-data; name="',
)
TYPES = (
    "application/json",
    "multipart/form-data",
    "multipart/form-data; boundary=x",
    "application/x-www-form-urlencoded; charset=no-such",
    "text/plain",
    "application/json; charset=utf-7",
)
EXCLUDED = ("/readyz",)
"""It tells of what the centre lacks, by its 503."""


Json: TypeAlias = Any
Request: TypeAlias = Case[Any]
Operation: TypeAlias = APIOperation[Any, Any, Any, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Raw:
    """What replaces the body that Schemathesis made."""

    content: bytes
    type: str


def cases(
    document: Mapping[str, Any], known: Mapping[str, Sequence[str]]
) -> st.SearchStrategy[tuple[Request, Raw | None]]:
    """Any request; `known` are ids that exist, by the name of the path's parameter."""
    schema = schemathesis.openapi.from_dict(dict(document)).exclude(path=list(EXCLUDED))
    operations = [one.ok() for one in schema.get_all_operations() if isinstance(one, Ok)]
    return st.one_of([_cases(one, known) for one in operations])


@st.composite
def _cases(
    draw: st.DrawFn, operation: Operation, known: Mapping[str, Sequence[str]]
) -> tuple[Request, Raw | None]:
    mode = draw(st.sampled_from(list(GenerationMode)))
    case: Request = draw(operation.as_strategy(generation_mode=mode))
    for name in sorted(set(case.path_parameters or ()) & known.keys()):
        if draw(st.integers(0, 3)):
            case.path_parameters[name] = draw(st.sampled_from(known[name]))
    if draw(st.booleans()) and case.query:
        name = draw(st.sampled_from(sorted(case.query)))
        case.query[name] = _writable(draw(st.sampled_from(HOSTILE)))
    return case, draw(_replacement(case))


@st.composite
def _replacement(draw: st.DrawFn, case: Request) -> Raw | None:
    """None leaves the body as it is."""
    if case.body is NOT_SET or draw(st.booleans()):
        return None
    if "json" not in str(case.media_type) or not draw(st.integers(0, 9)):
        return Raw(content=draw(st.sampled_from(RAW)), type=draw(st.sampled_from(TYPES)))
    return Raw(content=json.dumps(draw(_spoilt(case.body))).encode(), type=TYPES[0])


@st.composite
def _spoilt(draw: st.DrawFn, body: Json) -> Json:
    """A body with a hostile value in one of its places."""
    whole = json.loads(json.dumps(body, default=str))
    places = list(_places(whole))
    if not places:
        return draw(st.sampled_from(HOSTILE))
    inner, last = draw(st.sampled_from(places))
    inner[last] = draw(st.sampled_from(HOSTILE))
    return whole


def _places(value: Json) -> Iterator[tuple[Json, int | str]]:
    if isinstance(value, dict | list):
        for step in value if isinstance(value, dict) else range(len(value)):
            yield value, step
            yield from _places(value[step])


def _writable(value: Json) -> str:
    """As a URL can have it."""
    return str(value).encode("utf-8", "replace").decode()


def send(url: str, session: requests.Session, case: Request, raw: Raw | None) -> requests.Response:
    """Ask the server at `url`."""
    sent = case.as_transport_kwargs(base_url=url, headers=dict(session.headers))
    if raw:
        for replaced in ("json", "data", "files"):
            sent.pop(replaced, None)
        sent["data"] = raw.content
        sent["headers"] = {**sent["headers"], "Content-Type": raw.type}
    return session.request(**sent, timeout=30, allow_redirects=False)
