"""What can happen to a call."""

from dataclasses import dataclass

from switchroom.domain.flow.messages import FlowInput


@dataclass(frozen=True, slots=True, kw_only=True)
class Answered:
    """An answer to something the flow asked for."""

    input: FlowInput


@dataclass(frozen=True, slots=True, kw_only=True)
class Offered:
    """The routing offers it to an agent, whose telephone is `endpoint`."""

    offer: str
    agent: str
    queue: str
    endpoint: str
    record: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class OfferExpiring:
    """The agent has been rung for long enough."""

    offer: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OfferClosed:
    """The offer is over without success."""

    offer: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Assigned:
    """The agent has it. `number` is announced to the customer, unless it is empty."""

    offer: str
    agent: str
    number: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LegUp:
    """A leg that we rang was answered."""

    leg: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LegDown:
    """A leg has ended."""

    leg: str
    cause: int
    rang: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class MessageRecorded:
    """The recording of a message is complete."""

    recording: str
    duration: int
    failed: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Hold:
    """The agent asks for music."""

    agent: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Resume:
    """The agent wants to talk again."""

    agent: str


@dataclass(frozen=True, slots=True, kw_only=True)
class HangUpByAgent:
    """The agent ends it."""

    agent: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Lost:
    """The telephone engine does not know the customer's leg any more."""


CallInput = (
    Answered
    | Offered
    | OfferExpiring
    | OfferClosed
    | Assigned
    | LegUp
    | LegDown
    | MessageRecorded
    | Hold
    | Resume
    | HangUpByAgent
    | Lost
)
