"""What the settings' HTTP edge takes and gives."""

from collections.abc import Mapping
from typing import Any

from pydantic import BaseModel, ConfigDict

from switchroom.kernel.time import Instant
from switchroom.runtime.web.changes import ChangeView


class Choice(BaseModel):
    """Something to choose from; `name` in both languages."""

    model_config = ConfigDict(from_attributes=True)

    id: str
    name: Mapping[str, str]


class DispositionChoice(Choice):
    """A disposition; one that others name as `parent` is a heading; `retired`: shown only."""

    parent: str | None
    retired: bool


class Choices(BaseModel):
    """What an agent chooses from."""

    reasons: list[Choice]
    dispositions: list[DispositionChoice]


class ReferenceView(Choice):
    """Something that refers to a piece of configuration."""

    kind: str


class OptionGiven(BaseModel):
    """What an option is to be."""

    value: bool | int | str


class OptionChange(ChangeView):
    """A change of an option."""

    key: str


class TrailLine(BaseModel):
    """A change of anything that is configured; `data` is what the event says."""

    position: int
    at: Instant
    type: str
    stream: str
    actor: str
    actor_name: str
    data: Mapping[str, Any]
