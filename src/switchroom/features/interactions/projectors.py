"""All that keep the read model."""

from typing import Any

from switchroom.features.interactions import lifecycle, parties, rating, talking, trail, waiting
from switchroom.kernel.messages import Event
from switchroom.runtime.transaction import Projector

PROJECTORS: tuple[tuple[type[Event], Projector[Any]], ...] = (
    *lifecycle.PROJECTORS,
    *waiting.PROJECTORS,
    *talking.PROJECTORS,
    *parties.PROJECTORS,
    *trail.PROJECTORS,
    *rating.PROJECTORS,
)
