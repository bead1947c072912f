"""What happens to customers; stream `customer:<id>`."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from switchroom.kernel.messages import Event


@dataclass(frozen=True, slots=True, kw_only=True)
class CustomerAdded(Event):
    """We know a new customer."""

    customer: str
    data: Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class CustomerChanged(Event):
    """What of a customer changed, and how it was before."""

    customer: str
    version: int
    before: Mapping[str, Any]
    after: Mapping[str, Any]


MESSAGES = (CustomerAdded, CustomerChanged)
"""The feature's own kinds of message."""
