"""Where everybody belongs, and how they get there.

Policy. Nobody decides about sound but `places`: it says for each leg that is up where it belongs,
from what the call is. What changes is told to the telephone engine as the difference of two such
pictures, so that no act can forget a leg, and no leg is left in silence:

- who is `in` talks, in the call's one bridge; who is `held` hears music, as the customer does while
  held or while nobody is there to talk with;
- the customer of a call in a flow or a queue is `elsewhere`: the flow plays to them;
- a customer for whom somebody is rung, and an agent who waits alone for the one who is rung, hear
  the ringing tone.
"""

from collections.abc import Iterator, Mapping
from typing import Literal

from switchroom.channels.voice.acts import (
    Act,
    Join,
    Leave,
    StartMusic,
    StartRingback,
    StopMusic,
    StopRingback,
    WatchSpeech,
)
from switchroom.channels.voice.call import Call

Place = Literal["elsewhere", "talk", "music", "ringback"]

CONFERENCE = 3
"""From so many on it is told who speaks."""


def places(call: Call) -> Mapping[str, Place]:
    """Where each leg that is up belongs; none of a call that is over."""
    if call.ended:
        return {}
    customer = _customer(call)
    inside = [p.leg for p in call.parties.values() if p.state == "in"]
    company = len(inside) + (customer == "talk")
    placed: dict[str, Place] = dict.fromkeys(inside, _alone(call) if company == 1 else "talk")
    placed |= {p.leg: "music" for p in call.parties.values() if p.state == "held"}
    return placed | ({call.leg: customer} if customer else {})


def talking(placed: Mapping[str, Place]) -> list[str]:
    """The legs that are together."""
    return [leg for leg, place in placed.items() if place == "talk"]


def conference(placed: Mapping[str, Place]) -> list[str]:
    """The legs of which it is told whether they speak: those of a conference."""
    together = talking(placed)
    return together if len(together) >= CONFERENCE else []


def moves(call: Call, before: Mapping[str, Place], after: Mapping[str, Place]) -> Iterator[Act]:
    """What takes everybody from one picture to the other; whose leg has ended is left out."""
    changed = [
        (leg, before.get(leg, "elsewhere"), place)
        for leg, place in after.items()
        if before.get(leg, "elsewhere") != place
    ]
    for leg, old, new in changed:
        yield from _leaving(call, leg, old, new)
    for leg, _, new in changed:
        yield from _entering(leg, new)
    if joining := tuple(leg for leg, _, new in changed if new == "talk"):
        yield Join(bridge=call.bridge, legs=joining)
    yield from _listening(before, after)


def _customer(call: Call) -> Place | None:
    if call.gone or not call.leg or not call.reached:
        return None
    if call.in_flow or not call.parties:
        return "elsewhere"
    if call.customer_held:
        return "music"
    if any(party.state == "in" for party in call.parties.values()):
        return "talk"
    return "music" if call.joined else "ringback"


def _alone(call: Call) -> Place:
    """An agent alone waits for the one who is rung, or has put everybody else on hold."""
    reaching = bool(call.leg) and not call.reached
    return "ringback" if reaching or len(call.joined) < len(call.parties) else "talk"


def _leaving(call: Call, leg: str, old: Place, new: Place) -> Iterator[Act]:
    if old == "talk":
        yield Leave(bridge=call.bridge, leg=leg)
    elif old == "music" and new != "talk":
        yield StopMusic(leg=leg)
    elif old == "ringback" and new != "talk":
        yield StopRingback(leg=leg)


def _entering(leg: str, new: Place) -> Iterator[Act]:
    if new == "music":
        yield StartMusic(leg=leg)
    elif new == "ringback":
        yield StartRingback(leg=leg)


def _listening(before: Mapping[str, Place], after: Mapping[str, Place]) -> Iterator[Act]:
    was, now = conference(before), conference(after)
    yield from (WatchSpeech(leg=leg, on=True) for leg in now if leg not in was)
    yield from (WatchSpeech(leg=leg, on=False) for leg in was if leg not in now and leg in after)
