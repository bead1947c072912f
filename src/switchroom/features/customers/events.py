"""What happens to customers; stream `customer:<id>`."""

from collections.abc import Mapping
from typing import Any

from switchroom.kernel.messages import Event


class CustomerAdded(Event, frozen=True, kw_only=True):
    """We know a new customer."""

    customer: str
    data: Mapping[str, Any]


class CustomerChanged(Event, frozen=True, kw_only=True):
    """What of a customer changed, and how it was before."""

    customer: str
    version: int
    before: Mapping[str, Any]
    after: Mapping[str, Any]


MESSAGES = (CustomerAdded, CustomerChanged)
"""The feature's own kinds of message."""
