"""What the settings' HTTP edge gives."""

from collections.abc import Mapping

from pydantic import BaseModel, ConfigDict


class Choice(BaseModel):
    """Something to choose from; `name` in both languages."""

    model_config = ConfigDict(from_attributes=True)

    id: str
    name: Mapping[str, str]


class DispositionChoice(Choice):
    """A disposition; one that others name as `parent` is a heading."""

    parent: str | None


class Choices(BaseModel):
    """What an agent chooses from."""

    reasons: list[Choice]
    dispositions: list[DispositionChoice]
