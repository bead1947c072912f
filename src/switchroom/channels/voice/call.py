"""One call, as the voice channel keeps it; stored after each step, so it survives a restart."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Literal

from switchroom.domain.flow.messages import CallFacts, Spoken
from switchroom.domain.flow.state import FlowState
from switchroom.domain.interaction.events import Direction, EndCause, PartyKind, Purpose
from switchroom.domain.routing.commands import Enqueue
from switchroom.kernel.time import Instant, Millis

PartyState = Literal["ringing", "in", "held", "lost"]


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
class Party:
    """Somebody beside the customer.

    Attributes:
        leg: the telephone; a new one when an agent who was lost comes back.
        kind: an agent, or a number outside.
        number: whom to show; an agent's extension, or what was dialled.
        endpoint: what is rung.
        queue: whose wrap-up follows; empty: none.
        segment: an agent's part in the interaction, the same whatever the leg.
        recording: what is being kept of this leg.
        state: `ringing` until they answered and the routing agreed; `in` the talk or `held` with
            music; `lost`: the telephone is gone and the agent is waited for.
        by: the agent or supervisor who brought them in.
        up: the leg has been answered.
        replaces: the agent who leaves when this one is in.
        browser: the telephone is in a page, which may be reloaded.
        until: how long a lost one is waited for.
        legs: how many legs it has had.
    """

    leg: str
    kind: PartyKind
    purpose: Purpose
    endpoint: str
    agent: str = ""
    number: str = ""
    queue: str = ""
    segment: str = ""
    recording: str = ""
    state: PartyState = "ringing"
    muted: bool = False
    by: str = ""
    up: bool = False
    replaces: str = ""
    browser: bool = False
    until: Instant = 0
    legs: int = 1

    @property
    def joined(self) -> bool:
        """It has been in the talk."""
        return self.state != "ringing"


@dataclass(frozen=True, slots=True, kw_only=True)
class Monitoring:
    """A supervisor at an agent's leg; `up` when the supervisor's own leg is there."""

    leg: str
    supervisor: str
    agent: str
    target: str
    whisper: bool
    up: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Dialled:
    """The number that an agent called; it becomes the customer's leg when the agent is there."""

    number: str
    endpoint: str
    caller: str
    agent: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Telling:
    """What a customer is told in a queue; `playback` is the one that tells it, or told it last."""

    tell: tuple[str, ...]
    every: Millis
    meanwhile: tuple[Spoken, ...]
    playback: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Callback:
    """A place kept in a queue for a customer who has hung up.

    Attributes:
        waits: what the routing is told when it is waited there again.
        attempts: how often the customer was rung.
    """

    number: str
    waits: Enqueue
    attempts: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """A message being recorded for a mailbox."""

    token: str
    recording: str
    mailbox: str
    longest: Millis = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Transfer:
    """Somebody outside the queues, being rung by the flow."""

    token: str
    leg: str
    endpoint: str


@dataclass(slots=True, kw_only=True)
class Call:
    """One call.

    Attributes:
        interaction: its id.
        leg: the customer's leg; empty before a dialled number is rung, and between colleagues.
        arrived: when it came in, or was dialled.
        priority: what the caller gains in queues.
        flow: the running flow, or the one that it left.
        queue: the last queue that it came out of, or waits in.
        queue_token: the flow's token of the queue it waits in; empty when it does not wait.
        queue_keys: keys that leave that queue.
        waits: what the routing was told of it; said again after a restart.
        place: the one of a queue that was left by a key, which can be taken again.
        telling: what is told in the queue.
        callback: the customer has hung up, or is about to, and is rung when an agent is there.
        announcing: what the customer is told at the beginning of the talk.
        closing: how it ended for the agent; a survey of the customer follows.
        ringing: agents being offered it, by leg (several for ring-all).
        parties: who is in it beside the customer, by leg, the longest in it first.
        customer_held: the customer hears music by an agent's wish.
        reached: the customer has been there; False while a dialled number rings.
        dialled: what an agent called.
        monitors: supervisors who listen, by leg.
        count: how many parties and monitors there have been, for ids.
        message: the message being recorded.
        transfer: the flow's transfer.
        pending: recordings that are finished when a leg ends, by leg.
        left: whether a message was left.
        gone: the customer's leg has ended, or there is none.
        ended: the interaction has ended; the call is kept until its last leg and recording are.
    """

    interaction: str
    leg: str
    caller: str
    caller_name: str
    called: str
    arrived: Instant
    direction: Direction = "in"
    customer: str = ""
    last_agent: str = ""
    traced_agent: str = ""
    vip: int = 0
    priority: int = 0
    language: str = "zh"
    flow: FlowState | None = None
    queue: str = ""
    queue_token: str = ""
    queue_keys: tuple[str, ...] = ()
    waits: Enqueue | None = None
    place: Enqueue | None = None
    telling: Telling | None = None
    callback: Callback | None = None
    announcing: str = ""
    closing: EndCause | None = None
    ringing: dict[str, RingingAgent] = field(default_factory=dict)
    parties: dict[str, Party] = field(default_factory=dict)
    customer_held: bool = False
    reached: bool = True
    dialled: Dialled | None = None
    monitors: dict[str, Monitoring] = field(default_factory=dict)
    count: int = 0
    message: Message | None = None
    transfer: Transfer | None = None
    pending: dict[str, str] = field(default_factory=dict)
    left: bool = False
    gone: bool = False
    ended: bool = False

    def copy(self) -> "Call":
        """One to change, so that this one stands until the change is stored."""
        return replace(
            self,
            ringing=dict(self.ringing),
            parties=dict(self.parties),
            monitors=dict(self.monitors),
            pending=dict(self.pending),
        )

    def facts(self, variables: Mapping[str, str]) -> CallFacts:
        """What a flow that begins knows of it, beside what is given."""
        return CallFacts(
            interaction=self.interaction,
            caller=self.caller,
            called=self.called,
            customer=self.customer,
            vip=self.vip,
            language=self.language,
            variables=variables,
        )

    @property
    def bridge(self) -> str:
        """Where its parties talk."""
        return f"talk-{self.interaction}"

    @property
    def internal(self) -> bool:
        """Colleagues among themselves: nobody in it is a customer."""
        return self.dialled is not None and bool(self.dialled.agent)

    @property
    def in_flow(self) -> bool:
        """A flow has the customer, or a queue."""
        runs = self.flow is not None and self.flow.outcome is None
        return runs or bool(self.queue_token) or self.message is not None

    @property
    def joined(self) -> list[Party]:
        """Parties that are in it, also those held or waited for."""
        return [party for party in self.parties.values() if party.joined]

    @property
    def lead(self) -> Party | None:
        """The agent longest in it, who may bring others in and send the customer on."""
        return next((party for party in self.joined if party.kind == "agent"), None)

    @property
    def consulted(self) -> Party | None:
        """The one whom the lead consults."""
        parties = self.parties.values()
        return next((party for party in parties if party.purpose == "consult"), None)

    def party_of(self, agent: str) -> Party | None:
        """An agent's part in it."""
        return next((p for p in self.parties.values() if agent and p.agent == agent), None)

    @property
    def finished(self) -> bool:
        """Nothing of it is left in the telephone engine."""
        left = self.ringing or self.pending or self.message or self.parties or self.monitors
        return self.ended and self.gone and not left

    @property
    def legs(self) -> set[str]:
        """All legs that belong to it and have not ended."""
        return set(self._legs())

    def _legs(self) -> Iterator[str]:
        yield from (*self.ringing, *self.pending, *self.monitors)
        yield from (p.leg for p in self.parties.values() if p.state != "lost" or p.up)
        if self.transfer:
            yield self.transfer.leg
        if self.leg and not self.gone:
            yield self.leg
