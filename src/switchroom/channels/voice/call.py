"""One call, as the voice channel keeps it; stored after each step, so it survives a restart."""

from dataclasses import dataclass, field, replace

from switchroom.domain.flow.state import FlowState
from switchroom.kernel.time import Instant


@dataclass(frozen=True, slots=True, kw_only=True)
class RingingAgent:
    """An agent whose telephone is rung. `expired`: we gave up, the leg's end is still to come."""

    offer: str
    agent: str
    queue: str
    leg: str
    recording: str = ""
    expired: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Talk:
    """Customer and agent together."""

    agent: str
    queue: str
    leg: str
    segment: str
    bridge: str
    recording: str = ""
    held: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """A message being recorded for a mailbox."""

    token: str
    recording: str
    mailbox: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Transfer:
    """Somebody outside the queues, being rung by the flow or connected."""

    token: str
    leg: str
    endpoint: str
    connected: bool = False


@dataclass(slots=True, kw_only=True)
class Call:
    """One call.

    Attributes:
        interaction: its id.
        leg: the customer's leg.
        arrived: when it came in.
        flow: the running flow, if any.
        queue_token: the flow's token of the queue it waits in; empty when it does not wait.
        queue_keys: keys that leave that queue.
        ringing: agents being rung, by leg (several for ring-all).
        talk: whom the customer talks with.
        message: the message being recorded.
        transfer: the flow's transfer.
        pending: recordings that are finished when a leg ends, by leg.
        left: whether a message was left.
        gone: the customer's leg has ended.
        ended: the interaction has ended; the call is kept until its last leg and recording are.
    """

    interaction: str
    leg: str
    caller: str
    caller_name: str
    called: str
    arrived: Instant
    customer: str = ""
    last_agent: str = ""
    vip: int = 0
    language: str = "zh"
    flow: FlowState | None = None
    queue_token: str = ""
    queue_keys: tuple[str, ...] = ()
    ringing: dict[str, RingingAgent] = field(default_factory=dict)
    talk: Talk | None = None
    message: Message | None = None
    transfer: Transfer | None = None
    pending: dict[str, str] = field(default_factory=dict)
    left: bool = False
    gone: bool = False
    ended: bool = False

    def copy(self) -> "Call":
        """One to change, so that this one stands until the change is stored."""
        return replace(self, ringing=dict(self.ringing), pending=dict(self.pending))

    @property
    def finished(self) -> bool:
        """Nothing of it is left in the telephone engine."""
        return self.ended and self.gone and not (self.ringing or self.pending or self.message)

    @property
    def legs(self) -> set[str]:
        """All legs that belong to it and have not ended."""
        others = {*self.ringing, *self.pending}
        others |= {self.talk.leg} if self.talk else set()
        others |= {self.transfer.leg} if self.transfer else set()
        return others if self.gone else others | {self.leg}
