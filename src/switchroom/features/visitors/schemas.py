"""What the page "Call us" is told, and tells."""

from collections.abc import Mapping
from typing import Annotated, Literal

from pydantic import BaseModel, Field, StringConstraints

Typed = Annotated[str, StringConstraints(max_length=100)]

State = Literal["connecting", "menu", "waiting", "ringing", "talking", "held", "ended"]


class Door(BaseModel):
    """Whether visitors may call now, and whom.

    `names` are the number's in both languages; `centre_name` is empty if nobody has named it.
    """

    open: bool
    number: str
    names: Mapping[str, str]
    centre_name: str


class Visitor(BaseModel):
    """What a visitor says of themself."""

    name: Typed = ""
    number: Typed = ""


class VisitorTelephone(BaseModel):
    """What the page calls with, once and soon; `visit` is for asking how the call stands."""

    visit: str
    uri: str
    target: str
    authorization_user: str
    password: str
    websocket_path: str
    ice_servers: list[str]


class Standing(BaseModel):
    """How a call stands. `position` is the place in the queue while it waits, 1 for the next."""

    state: State
    position: int | None = None
    expected_wait: int | None = None
    can_be_rated: bool = False


class Stars(BaseModel):
    """How it was: 5 is best."""

    value: Annotated[int, Field(ge=1, le=5)]
