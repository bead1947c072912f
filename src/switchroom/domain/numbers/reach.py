"""How far a number is: what permission it takes to dial it.

Policy. `international` is every number of another country, and whatever our own numbering plan does
not know but begins with its international prefix. `local` is a fixed number of the site's own area
(`home`, such as `+8621`), and every short number: emergency and service numbers have no area.
Everything else is `national`, mobile numbers too, wherever they are at home.
"""

from typing import Literal

from phonenumbers import country_code_for_region

from switchroom.domain.numbers.writing import cleaned, normalise, recognised

Reach = Literal["internal", "local", "national", "international"]
"""An agent's extension, the area of the site, the country, or beyond."""

SHORT = 8
"""So many digits at most have a number without an area: `110`, `95598`, a neighbour's."""


def reach_of(number: str, region: str, home: str) -> Reach:
    """How far a number outside is.

    Args:
        number: as it was typed.
        region: the country that the centre is in, such as `CN`.
        home: the site's area as numbers in it begin, with the country: `+8621`; empty: none.
    """
    written = normalise(number, region)
    if recognised(written) is None:
        return _unknown(cleaned(number))
    if not written.startswith(f"+{country_code_for_region(region)}"):
        return "international"
    return "local" if home and written.startswith(home) else "national"


def _unknown(text: str) -> Reach:
    if text.startswith(("+", "00")):
        return "international"
    return "local" if len(text) <= SHORT else "national"
