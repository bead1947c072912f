import ast
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.unit.features.supervision.looking import Page, somebody

import switchroom
from switchroom.app.routers import ROUTERS
from switchroom.features.desk.hub import encode
from switchroom.features.users.roles import PERMISSIONS
from switchroom.kernel.errors import DeniedError, NotFoundError
from switchroom.runtime.web.access import SignedIn
from switchroom.runtime.web.topics import (
    DECLARED,
    Listener,
    Subscription,
    Subscriptions,
    may_hear,
)

pytestmark = pytest.mark.unit
SOURCES = Path(switchroom.__file__).parent


def told_topics() -> Iterator[tuple[str, str]]:
    """Every topic that is written down in the product, with the file that does."""
    for file in (SOURCES / "features").rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text())):
            if isinstance(node, ast.Dict):
                yield from ((file.name, topic) for topic in topics_of(node))


def topics_of(message: ast.Dict) -> Iterator[str]:
    for key, value in zip(message.keys, message.values, strict=True):
        if isinstance(key, ast.Constant) and key.value == "topic":
            said = value.values[0] if isinstance(value, ast.JoinedStr) else value
            assert isinstance(said, ast.Constant), "a topic begins with a name"
            yield str(said.value).partition(":")[0]


def test_every_topic_that_is_told_declares_a_known_permission() -> None:
    assert ROUTERS  # with the routes, everything that tells is loaded
    told = set(told_topics())
    assert len(told) > 12
    assert {(file, topic) for file, topic in told if topic not in DECLARED} == set()
    assert set(DECLARED.values()) <= {*PERMISSIONS, SignedIn.permission}


def test_a_message_is_refused_when_its_topic_declares_nothing() -> None:
    with pytest.raises(ValueError, match="secret"):
        encode({"topic": "secret"})


def test_a_topic_is_heard_only_by_those_who_may() -> None:
    assert may_hear(somebody("*", "supervise.view"), "call:7")
    assert not may_hear(somebody("*", "agent.work"), "call:7")
    assert not may_hear(somebody("*", *PERMISSIONS), "secret")
    assert may_hear(somebody("*", "agent.work"), "offer")


async def test_a_page_hears_a_topic_only_when_it_is_there_and_permitted() -> None:
    entered: list[str] = []

    async def enter(_: Listener, key: str) -> None:
        entered.append(key)

    subscriptions = Subscriptions()
    subscriptions.offer("call", Subscription(enter=enter, leave=lambda _, __: None))
    agent, boss = Page(somebody("*", "agent.work")), Page(somebody())
    with pytest.raises(DeniedError):
        await subscriptions.enter(agent, "call:7")
    with pytest.raises(NotFoundError):
        await subscriptions.enter(boss, "offer")
    await subscriptions.enter(boss, "call:7")
    assert entered == ["7"]
    with pytest.raises(ValueError, match="undeclared"):
        subscriptions.offer("undeclared", Subscription(enter=enter, leave=lambda _, __: None))
