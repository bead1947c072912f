"""What the customers' HTTP edge takes and gives."""

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, computed_field

from switchroom.domain.numbers.writing import pretty
from switchroom.features.customers.records import Customer

Name = Annotated[str, Field(min_length=1, max_length=200)]
Line = Annotated[str, Field(max_length=500)]
Notes = Annotated[str, Field(max_length=10_000)]
Latitude = Annotated[float | None, Field(ge=-90, le=90)]
Longitude = Annotated[float | None, Field(ge=-180, le=180)]
NumberKind = Literal["mobile", "home", "work", "fax", "other"]
Language = Literal["zh", "en"]
Vip = Annotated[int, Field(ge=0, le=3)]


class _Part(BaseModel):
    model_config = ConfigDict(from_attributes=True)


class NumberView(_Part):
    """A telephone number, and how people read it."""

    number: str
    kind: NumberKind

    @computed_field  # type: ignore[prop-decorator] # pydantic's own way
    @property
    def pretty(self) -> str:
        """How people read it."""
        return pretty(self.number)


class AddressView(_Part):
    """Where a customer is."""

    text: Annotated[str, Field(min_length=1, max_length=500)]
    label: Line = ""
    latitude: Latitude = None
    longitude: Longitude = None


class AccountGiven(_Part):
    """An account as people describe it; balances come from billing alone."""

    number: Annotated[str, Field(pattern="^[0-9A-Za-z-]{1,40}$")]
    kind: Line = "contract"
    label: Line = ""
    meter: Annotated[str, Field(max_length=40)] = ""
    address: Line = ""
    latitude: Latitude = None
    longitude: Longitude = None
    status: Line = "active"


class AccountView(AccountGiven):
    """An account; `id` is its number, the balance is in minor units, below zero is owed."""

    balance: int
    currency: str

    @computed_field  # type: ignore[prop-decorator] # pydantic's own way
    @property
    def id(self) -> str:
        """The number again, as for everything else."""
        return self.number


class CustomerView(_Part):
    """A customer with all that belongs to them."""

    id: str
    name: str
    kind: Literal["person", "organisation"]
    vip: int
    language: str
    notes: str
    site: str
    department: str
    numbers: list[NumberView]
    accounts: list[AccountView]
    addresses: list[AddressView]
    version: int
    created: int
    changed: int


class NumberGiven(BaseModel):
    """A telephone number as somebody wrote it."""

    number: Annotated[str, Field(min_length=2, max_length=40)]
    kind: NumberKind = "other"


class CustomerGiven(BaseModel):
    """A customer to be."""

    name: Name
    kind: Literal["person", "organisation"] = "person"
    vip: Vip = 0
    language: Language = "zh"
    notes: Notes = ""
    numbers: Annotated[list[NumberGiven], Field(max_length=50)] = []
    accounts: Annotated[list[AccountGiven], Field(max_length=500)] = []
    addresses: Annotated[list[AddressView], Field(max_length=50)] = []


class CustomerChange(BaseModel):
    """What becomes different; what is left out stays, and a list replaces the whole list."""

    version: Annotated[int, Field(description="The version that was seen; 409 when it is old.")]
    name: Name | None = None
    kind: Literal["person", "organisation"] | None = None
    vip: Vip | None = None
    language: Language | None = None
    notes: Notes | None = None
    numbers: Annotated[list[NumberGiven], Field(max_length=50)] | None = None
    accounts: Annotated[list[AccountGiven], Field(max_length=500)] | None = None
    addresses: Annotated[list[AddressView], Field(max_length=50)] | None = None


def customer_view(customer: Customer) -> CustomerView:
    """A customer as the desk sees one."""
    return CustomerView.model_validate(customer)
