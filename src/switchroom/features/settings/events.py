"""What happens to the configuration; streams `<kind>:<id>`, such as `queue-settings:billing`."""

from collections.abc import Mapping
from typing import Any

from switchroom.kernel.messages import Event


class SettingPut(Event, frozen=True, kw_only=True):
    """How a piece of configuration stands from now on; secrets are masked."""

    kind: str
    id: str
    data: Mapping[str, Any]


class SettingRemoved(Event, frozen=True, kw_only=True):
    """A piece of configuration is gone."""

    kind: str
    id: str


class FlowAdded(Event, frozen=True, kw_only=True):
    """A flow has a new version; no call uses it yet."""

    flow: str
    version: int


class FlowPublished(Event, frozen=True, kw_only=True):
    """New calls use this version; running calls stay on theirs."""

    flow: str
    version: int
    note: str = ""


class FlowDraftBegun(Event, frozen=True, kw_only=True):
    """Somebody began to change a flow; `base` is the version that they began with."""

    flow: str
    base: int | None = None


class FlowDraftRemoved(Event, frozen=True, kw_only=True):
    """A draft was thrown away."""

    flow: str
    revision: int


MESSAGES = (
    SettingPut,
    SettingRemoved,
    FlowAdded,
    FlowPublished,
    FlowDraftBegun,
    FlowDraftRemoved,
)
"""The feature's own kinds of message."""
