"""`${name}` in texts and parameters: names are replaced by values, and nothing is evaluated."""

import re
from collections.abc import Mapping

_PLACE = re.compile(r"\$\{([^{}]*)\}")
_NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_-]*(\.[A-Za-z_][A-Za-z0-9_-]*)*")


def names(template: str) -> frozenset[str]:
    """The names that a template speaks of, as written."""
    return frozenset(_PLACE.findall(template))


def is_name(text: str) -> bool:
    """Whether it can be a variable's name: `balance`, `customer.name`."""
    return _NAME.fullmatch(text) is not None


def fill(template: str, values: Mapping[str, str]) -> str:
    """The template with its values; a name without a value becomes empty."""
    return _PLACE.sub(lambda place: values.get(place[1], ""), template)
