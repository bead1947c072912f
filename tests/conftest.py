"""What all tests share: virtual time for those that need no socket and no thread."""

import asyncio
from collections.abc import Callable, Mapping

import pytest

from switchroom.testing.virtual_time import VirtualTimeLoop


def pytest_asyncio_loop_factories(
    config: pytest.Config, item: pytest.Item
) -> Mapping[str, Callable[[], asyncio.AbstractEventLoop]]:
    """Virtual time in unit tests, the machine's in all others."""
    virtual = item.get_closest_marker("unit") is not None
    return {"virtual": VirtualTimeLoop} if virtual else {"real": asyncio.new_event_loop}
