"""Nodes that are passed at once: language, condition, hours, set."""

import re
from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import TypeAlias

from switchroom.domain.flow.nodes import Branch, Comparison, Condition, Hours, SetLanguage
from switchroom.domain.flow.nodes import SetVariables as Set
from switchroom.domain.flow.run import Go, Run
from switchroom.domain.flow.templates import fill
from switchroom.domain.hours.clock import is_open
from switchroom.domain.interaction.events import LanguageChosen

Passing: TypeAlias = SetLanguage | Condition | Hours | Set

_NUMBER = re.compile(r"-?[0-9]{1,18}(\.[0-9]{1,6})?")
_ORDERS: Mapping[Comparison, Callable[[Decimal, Decimal], bool]] = {
    "less": Decimal.__lt__,
    "at-most": Decimal.__le__,
    "greater": Decimal.__gt__,
    "at-least": Decimal.__ge__,
}


def pass_through(run: Run, node: Passing) -> Go:
    """Do what the node says and follow its edge."""
    match node:
        case SetLanguage():
            return _set_language(run, node)
        case Condition():
            return _decide(run, node)
        case Hours():
            return _look_at_the_clock(run, node)
        case Set():
            return _set(run, node)


def holds(branch: Branch, values: Mapping[str, str]) -> bool:
    """Whether a comparison holds; numbers are compared only where both sides are numbers."""
    left, right = fill(branch.value, values).strip(), fill(branch.than, values).strip()
    match branch.is_:
        case "equals":
            return left == right
        case "differs":
            return left != right
        case "starts-with":
            return left.startswith(right)
        case "empty":
            return not left
        case "present":
            return bool(left)
        case order:
            numbers = _NUMBER.fullmatch(left) and _NUMBER.fullmatch(right)
            return bool(numbers) and _ORDERS[order](Decimal(left), Decimal(right))


def _set_language(run: Run, node: SetLanguage) -> Go:
    run.learn({"call.language": node.language}, {})
    run.events.append(LanguageChosen(interaction=run.state.interaction, language=node.language))
    return Go(node.next)


def _decide(run: Run, node: Condition) -> Go:
    for number, branch in enumerate(node.branches, start=1):
        if holds(branch, run.state.variables):
            return Go(branch.next, {"branch": str(number)})
    return Go(node.otherwise, {"branch": "otherwise"})


def _look_at_the_clock(run: Run, node: Hours) -> Go:
    schedule = run.flows.schedules.get(node.schedule)
    if schedule is None:
        return Go(node.open, {"hours": "unknown"})
    if is_open(schedule, run.now):
        return Go(node.open, {"hours": "open"})
    return Go(node.closed, {"hours": "closed"})


def _set(run: Run, node: Set) -> Go:
    values = {name: fill(text, run.state.variables) for name, text in node.values.items()}
    run.learn(values, {name: values[name] for name in node.facts if name in values})
    return Go(node.next)
