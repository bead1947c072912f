"""What the recordings' HTTP edge gives."""

from pydantic import BaseModel


class Peaks(BaseModel):
    """The loudest sample (0 to 1) of equal stretches, for each channel; duration in ms."""

    duration: int
    channels: list[list[float]]
