"""What every event of an interaction has."""

from switchroom.kernel.messages import Event


class InteractionEvent(Event, frozen=True, kw_only=True):
    """It happened to this interaction."""

    interaction: str
