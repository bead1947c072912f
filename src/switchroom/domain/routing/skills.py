"""Skills asked for and skills had.

A need stands at its level until `relax_after` of waiting, and at `relaxed_level` from then on,
where 0 drops it. Required needs say who may serve, preferred ones only who is asked first.
"""

from collections.abc import Iterable, Mapping
from typing import TypeAlias

from switchroom.domain.routing.rules import SkillNeed
from switchroom.kernel.time import Millis

Needs: TypeAlias = tuple[tuple[str, int, bool], ...]
"""Needs as they stand at a moment: skill, level, whether required."""


def needs_after(needs: Iterable[SkillNeed], waited: Millis) -> Needs:
    """What is asked for after so much waiting."""
    levels = ((need, _level(need, waited)) for need in needs)
    return tuple((need.skill, level, need.required) for need, level in levels if level > 0)


def needs_at_least(needs: Iterable[SkillNeed]) -> Needs:
    """What is asked for when everything has been relaxed."""
    levels = (
        (need, need.level if need.relax_after is None else need.relaxed_level) for need in needs
    )
    return tuple((need.skill, level, need.required) for need, level in levels if level > 0)


def next_relaxation(needs: Iterable[SkillNeed], waited: Millis) -> Millis | None:
    """The next waiting time at which something is relaxed."""
    later = [
        need.relax_after
        for need in needs
        if need.relax_after is not None and need.relax_after > waited
    ]
    return min(later, default=None)


def meets(skills: Mapping[str, int], needs: Needs) -> bool:
    """Whether the required needs are met."""
    for skill, level, required in needs:  # noqa: SIM110 `all` costs twice as much, and this runs most
        if required and skills.get(skill, 0) < level:
            return False
    return True


def preferred_met(skills: Mapping[str, int], needs: Needs) -> int:
    """How many of the preferred needs are met."""
    return sum(
        1 for skill, level, required in needs if not required and skills.get(skill, 0) >= level
    )


def proficiency(skills: Mapping[str, int], needs: Needs) -> int:
    """The sum of the levels had in everything that is asked for."""
    return sum(skills.get(skill, 0) for skill, _, _ in needs)


def _level(need: SkillNeed, waited: Millis) -> int:
    relaxed = need.relax_after is not None and waited >= need.relax_after
    return need.relaxed_level if relaxed else need.level
