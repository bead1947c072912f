"""Customers as the rest of the programme takes them."""

from dataclasses import dataclass
from typing import Literal

from switchroom.kernel.time import Instant


@dataclass(frozen=True, slots=True, kw_only=True)
class CustomerNumber:
    """A telephone number, in E.164 where it is known."""

    number: str
    kind: Literal["mobile", "home", "work", "fax", "other"] = "other"


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """What a customer is billed for.

    Attributes:
        number: what it is known by; belongs to one account only.
        kind: such as `contract` or `meter`.
        label: what people call it.
        meter: the meter's own number, where there is one.
        balance: in minor units (fen); below zero is owed.
        status: such as `active`, `suspended`, `closed`.
    """

    number: str
    kind: str = "contract"
    label: str = ""
    meter: str = ""
    address: str = ""
    latitude: float | None = None
    longitude: float | None = None
    balance: int = 0
    currency: str = "CNY"
    status: str = "active"


@dataclass(frozen=True, slots=True, kw_only=True)
class Address:
    """Where a customer is, in words and in WGS 84 degrees."""

    text: str
    label: str = ""
    latitude: float | None = None
    longitude: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Customer:
    """A customer.

    Attributes:
        vip: 0 is everybody, 3 the most important.
        language: `zh` or `en`.
        site: whose customer it is; empty: everybody's.
        department: the same.
        version: grows with each change; whoever changes names the one they saw.
    """

    id: str
    name: str
    kind: Literal["person", "organisation"] = "person"
    vip: int = 0
    language: str = "zh"
    notes: str = ""
    site: str = ""
    department: str = ""
    numbers: tuple[CustomerNumber, ...] = ()
    accounts: tuple[Account, ...] = ()
    addresses: tuple[Address, ...] = ()
    version: int = 1
    created: Instant = 0
    changed: Instant = 0
