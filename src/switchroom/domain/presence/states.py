"""One agent's states.

Policy:

- The agent chooses between **ready** and **not ready** (with a reason); the rest follows from what
  runs. What is shown is the first of these that holds: signed out; *offered* while an offer stands;
  *busy* while work runs or the agent is reserved; *wrap-up* while any work is written up; then
  ready or not ready.
- Signing in makes the agent not ready with the reason `signed-in`: nobody is rung unprepared.
- Not ready that is chosen while work or wrap-up runs is **pending**: its reason is kept, nothing
  more is offered, and it shows once the last work and the last wrap-up have ended.
- An agent has at most one offer at a time, on whatever channel.
- Wrap-up is held across queues: while any work is written up nothing is offered from any queue.
  Choosing ready ends every wrap-up.
- A channel is **open** to a ready agent who has neither an offer nor a wrap-up, while fewer works
  of the channel run than its capacity, and while every other channel with running work is among
  those that this one may interrupt.
- Work that the agent turns to without an offer by the queue (dials, is consulted, picks up) asks
  for no readiness, only for the desk, for no standing offer, and for room: fewer works of the
  channel than its capacity (one at least). It ends every wrap-up.
- **Reserved** is who is occupied with something that is no work, such as listening to another's
  call: nothing is offered and nothing picked up meanwhile, but the agent may turn to work as above.
  It ends with the sign-out, if not before.
- A supervisor may choose for the agent; the same rules hold.
- Nobody signs out of running work or a standing offer; a wrap-up ends with the sign-out.
- `since` is the moment at which the shown state, or the reason for not being ready, last changed.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from switchroom.kernel.errors import ConflictError
from switchroom.kernel.time import Instant

AgentState = Literal["signed-out", "ready", "offered", "busy", "wrap-up", "not-ready"]

SIGNED_IN = "signed-in"
"""Why an agent who has just signed in is not ready."""


@dataclass(slots=True)
class Presence:
    """Where an agent stands.

    Attributes:
        ready: what the agent chose; False while signed out.
        reason: why not ready, also while that is pending; empty when ready or signed out.
        offer: the offer that stands, if any.
        works: running work by interaction, with its channel.
        wrap_ups: work being written up, with the end of the time for it; None: open end.
        reserved: what the agent is reserved for.
        state: what is shown.
        since: since when.
    """

    signed_in: bool = False
    ready: bool = False
    reason: str = ""
    offer: str | None = None
    works: dict[str, str] = field(default_factory=dict)
    wrap_ups: dict[str, Instant | None] = field(default_factory=dict)
    reserved: list[str] = field(default_factory=list)
    state: AgentState = "signed-out"
    since: Instant = 0

    @property
    def occupied(self) -> bool:
        """Whether work or wrap-up runs, so that not ready would be pending."""
        return bool(self.works or self.wrap_ups)


def shown_state(presence: Presence) -> AgentState:
    """The state that the rest of the presence amounts to."""
    if not presence.signed_in:
        return "signed-out"
    if presence.offer is not None:
        return "offered"
    if presence.works or presence.reserved:
        return "busy"
    if presence.wrap_ups:
        return "wrap-up"
    return "ready" if presence.ready else "not-ready"


def open_channels(
    presence: Presence, capacity: Mapping[str, int], interrupts: Mapping[str, tuple[str, ...]]
) -> tuple[str, ...]:
    """The channels on which something may be offered now."""
    return free_channels(presence, capacity, interrupts) if presence.ready else ()


def free_channels(
    presence: Presence, capacity: Mapping[str, int], interrupts: Mapping[str, tuple[str, ...]]
) -> tuple[str, ...]:
    """The channels that would be open if the agent were ready."""
    if not presence.signed_in or presence.offer is not None:
        return ()
    if presence.wrap_ups or presence.reserved:
        return ()
    if not presence.works:
        return tuple([channel for channel, slots in capacity.items() if slots > 0])
    running = list(presence.works.values())
    return tuple(
        channel
        for channel, slots in capacity.items()
        if running.count(channel) < slots
        and all(other == channel or other in interrupts.get(channel, ()) for other in running)
    )


def sign_in(presence: Presence, now: Instant) -> bool:
    """Come to the desk; False when there already."""
    if presence.signed_in:
        return False
    presence.signed_in, presence.reason = True, SIGNED_IN
    _moved(presence, now)
    return True


def sign_out(presence: Presence, now: Instant) -> bool:
    """Leave the desk; False when away already."""
    if presence.works or presence.offer is not None:
        raise ConflictError("An agent cannot sign out while work or an offer stands.")
    if not presence.signed_in:
        return False
    presence.signed_in, presence.ready, presence.reason = False, False, ""
    presence.wrap_ups.clear()
    presence.reserved.clear()
    _moved(presence, now)
    return True


def make_ready(presence: Presence, now: Instant) -> bool:
    """Take work from now on; False when that was so already. Ends no wrap-up by itself."""
    require_signed_in(presence)
    if presence.ready:
        return False
    presence.ready, presence.reason = True, ""
    _moved(presence, now)
    return True


def make_not_ready(presence: Presence, reason: str, now: Instant) -> bool:
    """Take no work from now on, or from the end of what runs; False when that was so already."""
    require_signed_in(presence)
    if not presence.ready and presence.reason == reason:
        return False
    presence.ready, presence.reason = False, reason
    if not presence.occupied:
        presence.since = now
    _moved(presence, now)
    return True


def require_signed_in(presence: Presence) -> None:
    """Refuse what only somebody at the desk may do."""
    if not presence.signed_in:
        raise ConflictError("The agent is not signed in.")


def require_room(presence: Presence, channel: str, capacity: Mapping[str, int]) -> None:
    """Refuse an agent who cannot turn to more work of a channel, ready or not."""
    require_signed_in(presence)
    if presence.offer is not None:
        raise ConflictError("The agent is being asked for something else.")
    if list(presence.works.values()).count(channel) >= max(1, capacity.get(channel, 0)):
        raise ConflictError("The agent is busy with other work.")


def reserve(presence: Presence, reservation: str, now: Instant) -> bool:
    """The agent is occupied; False when that is so already, or nobody is at the desk."""
    if not presence.signed_in or reservation in presence.reserved:
        return False
    presence.reserved.append(reservation)
    _moved(presence, now)
    return True


def unreserve(presence: Presence, reservation: str, now: Instant) -> bool:
    """The agent is not occupied with this any more; False when that is so already."""
    if reservation not in presence.reserved:
        return False
    presence.reserved.remove(reservation)
    _moved(presence, now)
    return True


def require_unreserved(presence: Presence) -> None:
    """Refuse an agent who is occupied with something else."""
    if presence.reserved:
        raise ConflictError("The agent is busy with something else.")


def begin_offer(presence: Presence, offer: str, now: Instant) -> None:
    """The agent is asked."""
    if presence.offer is not None:
        raise ConflictError("The agent has an offer already.")
    presence.offer = offer
    _moved(presence, now)


def end_offer(presence: Presence, now: Instant) -> None:
    """The question is over, whatever the answer."""
    presence.offer = None
    _moved(presence, now)


def begin_work(presence: Presence, interaction: str, channel: str, now: Instant) -> None:
    """The offer that stands was taken, or work begun without one."""
    presence.offer = None
    presence.works[interaction] = channel
    _moved(presence, now)


def end_work(presence: Presence, interaction: str, now: Instant) -> None:
    """The agent's part is over; wrap-up, if there is one, is begun apart from this."""
    del presence.works[interaction]
    _moved(presence, now)


def begin_wrap_up(
    presence: Presence, interaction: str, until: Instant | None, now: Instant
) -> None:
    """The agent writes up."""
    presence.wrap_ups[interaction] = until
    _moved(presence, now)


def end_wrap_up(presence: Presence, interaction: str, now: Instant) -> None:
    """Written up."""
    del presence.wrap_ups[interaction]
    _moved(presence, now)


def _moved(presence: Presence, now: Instant) -> None:
    state = shown_state(presence)
    if state != presence.state:
        presence.state, presence.since = state, now
