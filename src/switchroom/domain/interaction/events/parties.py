"""Who else is in a call, and how each of them is treated."""

from typing import Literal

from switchroom.domain.interaction.events.base import InteractionEvent
from switchroom.domain.interaction.events.serving import SegmentCause

PartyKind = Literal["agent", "number"]
Purpose = Literal["served", "consult", "add", "dial", "transfer", "barge"]
"""Why somebody is in a call: out of a queue, consulted, added, calling or called, sent the call,
or of their own accord."""

PartyFailure = Literal[
    "busy", "no-answer", "rejected", "unreachable", "unknown-number", "cancelled"
]


class PartyEvent(InteractionEvent, frozen=True, kw_only=True):
    """It happened to a party, whose leg this is."""

    leg: str


class PartyRung(PartyEvent, frozen=True, kw_only=True):
    """Somebody is to join: a colleague or a number, asked for `by` an agent or supervisor."""

    kind: PartyKind
    purpose: Purpose
    agent: str = ""
    number: str = ""
    by: str = ""


class PartyJoined(PartyEvent, frozen=True, kw_only=True):
    """They answered. An agent's `segment` begins, though the customer may hear music meanwhile."""

    kind: PartyKind
    purpose: Purpose
    agent: str = ""
    number: str = ""
    queue: str = ""
    segment: str = ""
    by: str = ""


class PartyHeld(PartyEvent, frozen=True, kw_only=True):
    """The party hears music."""


class PartyResumed(PartyEvent, frozen=True, kw_only=True):
    """The party is in the talk again."""


class PartyMuted(PartyEvent, frozen=True, kw_only=True):
    """What the party says is not heard, or is again."""

    muted: bool


class PartyFailed(PartyEvent, frozen=True, kw_only=True):
    """Who was rung did not come. `code` is the Q.850 cause where there is one."""

    cause: PartyFailure
    code: int = 0


class PartyLeft(PartyEvent, frozen=True, kw_only=True):
    """A party is out of the call."""

    cause: SegmentCause


class ConferenceStarted(InteractionEvent, frozen=True, kw_only=True):
    """Customer and consulted one hear each other too."""

    by: str


class SpeakersChanged(InteractionEvent, frozen=True, kw_only=True):
    """Who is heard to speak in a conference, by leg. Told to desks as it happens, kept nowhere."""

    legs: tuple[str, ...]


MESSAGES: tuple[type[InteractionEvent], ...] = (
    PartyRung,
    PartyJoined,
    PartyHeld,
    PartyResumed,
    PartyMuted,
    PartyFailed,
    PartyLeft,
    ConferenceStarted,
)
