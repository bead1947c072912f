"""Who goes first.

The claim of a waiting interaction is one number, the moment at which it would have had to arrive to
stand where it stands without any privilege:

    entered - priority * AGING - head start of its queue's weight

The earliest goes first, and equal ones in the order of their entry. So one point of priority is
worth `AGING` of waiting; a point of weight is worth a minute, and all weight together less than a
point of priority; and since nothing in it changes while time goes by, whoever stands before another
stays before, and nobody starves: later arrivals overtake for a limited time only.

An agent who becomes free is offered the best claim among all that the agent can serve, in whichever
queue. An interaction that arrives is offered at once if anybody who can serve it is free; nobody
free could have served anything that waited before, or it would have been offered then.
"""

from typing import TypeAlias

from switchroom.domain.routing.rules import AGING, Request
from switchroom.kernel.time import MINUTE, Instant, Millis

Claim: TypeAlias = tuple[Instant, int, str]
"""Privileged arrival, order of entry, interaction: the smallest goes first."""

WEIGHT_STEP: Millis = MINUTE
"""The head start for one point of a queue's weight."""


def claim(request: Request, weight: int) -> Claim:
    """The claim of a request in a queue of this weight."""
    head_start = min(weight * WEIGHT_STEP, AGING - 1)
    arrived = request.entered - request.priority * AGING - head_start
    return (arrived, request.order, request.interaction)
