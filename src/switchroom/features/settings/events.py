"""What happens to the configuration; streams `<kind>:<id>`, such as `queue-settings:billing`."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from switchroom.kernel.messages import Event


@dataclass(frozen=True, slots=True, kw_only=True)
class SettingPut(Event):
    """How a piece of configuration stands from now on; secrets are masked."""

    kind: str
    id: str
    data: Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class SettingRemoved(Event):
    """A piece of configuration is gone."""

    kind: str
    id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FlowAdded(Event):
    """A flow has a new version; no call uses it yet."""

    flow: str
    version: int


@dataclass(frozen=True, slots=True, kw_only=True)
class FlowPublished(Event):
    """New calls use this version; running calls stay on theirs."""

    flow: str
    version: int


MESSAGES = (SettingPut, SettingRemoved, FlowAdded, FlowPublished)
"""The feature's own kinds of message."""
