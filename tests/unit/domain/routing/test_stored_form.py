"""What older versions have stored must stay readable, so its form is held here."""

import pytest
from msgspec import json

from switchroom.domain.routing.events import InteractionQueued
from switchroom.domain.routing.rules import Request
from switchroom.domain.routing.state import Offer, Work

pytestmark = pytest.mark.unit

REQUEST = (
    b'{"interaction":"i","queue":"q","entered":5,"priority":0,"needs":[],"last_agent":null,'
    b'"only_agent":null,"order":0,"joined":0,"first_agent":null,"stays":false}'
)
BEFORE_CALLBACKS = REQUEST.replace(b',"first_agent":null,"stays":false', b"")
STORED = [
    (Offer("o", "i", "a", "q", 9), b'["o","i","a","q",9]'),
    (Work("i", "a", "q", 3), b'["i","a","q",3,true]'),
    (
        InteractionQueued(interaction="i", request=Request(interaction="i", queue="q", entered=5)),
        b'{"interaction":"i","request":' + REQUEST + b',"returned":false}',
    ),
]


@pytest.mark.parametrize(("value", "stored"), STORED)
def test_stored_form_stays_when_encoded(value: object, stored: bytes) -> None:
    assert json.encode(value) == stored


OLDER = [
    (Work("i", "a", "q", 3), b'["i","a","q",3]'),
    (Request(interaction="i", queue="q", entered=5), BEFORE_CALLBACKS),
]


@pytest.mark.parametrize(("value", "stored"), [*STORED, *OLDER])
def test_value_comes_back_when_stored_form_is_read(value: object, stored: bytes) -> None:
    assert json.decode(stored, type=type(value)) == value
