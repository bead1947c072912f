"""From looks at one thing to an alarm, without flapping.

States of one trouble (a kind, and its subject):

    quiet --seen--> suspected --lasting--> raised --not seen--> fading --gone--> quiet
    suspected --not seen--> quiet
    fading --seen--> raised, counted once more

Policy. A trouble is raised when it has been seen for `lasting` without a break, and cleared when it
has not been seen for `gone` without a break; a zero does either at the first look. What comes again
before that is the same alarm, counted up. A clock that jumps back prolongs a wait by that much at
most once: the wait begins anew.
"""

from dataclasses import dataclass, replace
from typing import Literal, TypeAlias

from switchroom.domain.alarms.kinds import Rule
from switchroom.kernel.time import Instant

Happening: TypeAlias = Literal["raised", "repeated", "cleared"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Watched:
    """A trouble that is not quiet.

    Attributes:
        since: when it was first seen, of this time.
        raised: whether it is an alarm; before that it is only suspected.
        missing: since when it has not been seen, while it fades.
        count: how often it has come.
    """

    since: Instant
    raised: bool = False
    missing: Instant | None = None
    count: int = 1


Next: TypeAlias = tuple[Watched | None, Happening | None]
"""How it stands after a look (None: quiet), and what has happened by it."""


def look(before: Watched | None, rule: Rule, now: Instant, *, seen: bool) -> Next:
    """What becomes of a trouble by one look at it."""
    if seen:
        return _seen(before, rule, now)
    if before is None or not before.raised:
        return None, None
    return _missed(before, rule, now)


def _seen(before: Watched | None, rule: Rule, now: Instant) -> Next:
    if before is None:
        before = Watched(since=now)
    if before.raised:
        if before.missing is None:
            return before, None
        return replace(before, missing=None, count=before.count + 1), "repeated"
    if now < before.since:
        before = replace(before, since=now)
    if now - before.since < rule.lasting:
        return before, None
    return replace(before, raised=True), "raised"


def _missed(before: Watched, rule: Rule, now: Instant) -> Next:
    missing = now if before.missing is None else min(before.missing, now)
    if now - missing >= rule.gone:
        return None, "cleared"
    return replace(before, missing=missing), None
