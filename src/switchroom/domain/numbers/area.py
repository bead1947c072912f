"""Where a number is at home (归属地), for Chinese mobile numbers too.

The table of areas is large: reading it takes half a second (several without compiled byte code)
and 95 MB, so it is read on first use. Call `warm_up` when the programme starts.
"""

from functools import lru_cache
from typing import Literal

from switchroom.domain.numbers.writing import recognised


@lru_cache(maxsize=8192)
def home_area(number: str, language: Literal["zh", "en"]) -> str:
    """The area of a normalised number, `广东省深圳市` or `Shenzhen, Guangdong`; else nothing."""
    known = recognised(number)
    if known is None:
        return ""
    from phonenumbers.geocoder import (  # noqa: PLC0415 - large, see above
        description_for_valid_number,
    )

    area: str = description_for_valid_number(known, language)
    return area


def warm_up() -> None:
    """Read the table of areas, so that no call waits for it; may run in a thread."""
    home_area("+8613800138000", "zh")
