"""Moments that people give: between 1970 and the year 2200, which every calendar can show."""

from typing import Annotated

from pydantic import Field

from switchroom.kernel.time import Instant

LAST: Instant = 7_258_118_400_000
"""2200-01-01T00:00:00Z."""

GivenInstant = Annotated[Instant, Field(ge=0, le=LAST)]
"""A moment in what was sent."""
