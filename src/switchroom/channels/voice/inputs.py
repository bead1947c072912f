"""What can happen to a call, beside what is asked of it by `domain.interaction.commands`."""

from dataclasses import dataclass

from switchroom.domain.flow.messages import FlowInput
from switchroom.domain.interaction.commands import AgentBack, AgentGone, CallCommand


@dataclass(frozen=True, slots=True, kw_only=True)
class Answered:
    """An answer to something the flow asked for."""

    input: FlowInput


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """How the queue stands: the place in it, 0 while offered, None: unknown; how long yet."""

    token: str
    position: int | None
    wait: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Offered:
    """The routing offers it to an agent."""

    offer: str
    agent: str
    queue: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OfferExpiring:
    """The agent has been rung for long enough."""

    offer: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OfferClosed:
    """The offer is over without success."""

    offer: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OfferRefused:
    """The agent answered too late."""

    offer: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Assigned:
    """The agent has it."""

    offer: str
    agent: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Started:
    """The routing agrees that the agent works on it, though it was not offered."""

    agent: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NotStarted:
    """The routing does not agree: the agent is busy, or not there."""

    leg: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LegUp:
    """A leg that we rang was answered."""

    leg: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LegDown:
    """A leg has ended; `by_far_end` as the telephony port says."""

    leg: str
    cause: int
    rang: bool = True
    by_far_end: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class MessageRecorded:
    """The recording of a message is complete."""

    recording: str
    duration: int
    failed: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class RingBack:
    """The pause before the next try to ring a customer back is over."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RingAgain:
    """Another try to reach an agent who was lost."""

    segment: str


@dataclass(frozen=True, slots=True, kw_only=True)
class WaitedEnough:
    """A lost agent is not waited for any more."""

    segment: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Resumed:
    """We hear the telephone engine again, and may have missed something.

    Attributes:
        together: the legs that the call's bridge holds.
        queued: the routing has it waiting, or offers it.
        working: agents who work on it, as the routing says.
    """

    together: frozenset[str] = frozenset()
    queued: bool = False
    working: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Lost:
    """The telephone engine does not know the customer's leg any more."""


CallInput = (
    Answered
    | Standing
    | Offered
    | OfferExpiring
    | OfferClosed
    | OfferRefused
    | Assigned
    | Started
    | NotStarted
    | LegUp
    | LegDown
    | MessageRecorded
    | RingBack
    | RingAgain
    | WaitedEnough
    | Resumed
    | Lost
    | CallCommand
    | AgentGone
    | AgentBack
)
