"""One way of writing a number, whatever the network or a person handed in.

Policy: a number that its numbering plan knows is written in E.164 (`+8613800138000`). Everything
else, extensions, service numbers, nonsense, is kept as cleaned text, so that it can still be shown
and rung back within the house. A caller who withholds the number is an empty text.
"""

import re
import unicodedata
from functools import lru_cache

from phonenumbers import (
    NumberParseException,
    PhoneNumber,
    PhoneNumberFormat,
    format_number,
    is_valid_number,
    parse,
)

LONGEST = 32
"""More than any numbering plan allows; the rest is cut off."""

_RAW_LONGEST = 256
_CHINA = 86
_WITHHELD = frozenset(
    {"anonymous", "unknown", "unavailable", "restricted", "private", "withheld", "none", "null"}
)
_URI = re.compile(r"\s*<?\s*(?:sips?|tel):([^@;?>]*)", re.IGNORECASE)
_UNWANTED = re.compile(r"[^0-9A-Za-z*#+]")
_DIALLED = re.compile(r"\+?[0-9]+")
_CARRIER_ACCESS = re.compile(r"(?:179[0-9]{2}|12593|10193)(0?[0-9]{10,12})")
"""Prefixes that Chinese callers dial to choose a long-distance carrier."""


@lru_cache(maxsize=8192)
def normalise(raw: str, region: str) -> str:
    """The one way of writing a number.

    Args:
        raw: as it came: digits, national or international, with any marks, or a SIP or tel URI.
        region: ISO 3166 code of the country whose national numbers may come, such as `CN`.
    """
    text = cleaned(raw)
    number = recognised(text, region)
    return format_number(number, PhoneNumberFormat.E164) if number else text


@lru_cache(maxsize=8192)
def pretty(number: str) -> str:
    """A normalised number as people read it: `138 0013 8000`, `+44 20 7946 0958`."""
    known = recognised(number)
    if known is None:
        return number
    home = known.country_code == _CHINA
    written = PhoneNumberFormat.NATIONAL if home else PhoneNumberFormat.INTERNATIONAL
    return format_number(known, written)


def cleaned(raw: str) -> str:
    """What is left of a number without marks, letters that look like digits, and URI parts."""
    text = unicodedata.normalize("NFKC", raw[:_RAW_LONGEST])
    uri = _URI.match(text)
    text = _UNWANTED.sub("", uri[1] if uri else text)
    text = text[:1] + text[1:].replace("+", "")
    return "" if text.lower() in _WITHHELD else text[:LONGEST]


def recognised(text: str, region: str | None = None) -> PhoneNumber | None:
    """The number in its numbering plan; None when no plan knows it."""
    if not _DIALLED.fullmatch(text):
        return None
    access = _CARRIER_ACCESS.fullmatch(text) if region == "CN" else None
    try:
        number = parse(access[1] if access else text, region)
    except NumberParseException:
        return None
    return number if is_valid_number(number) else None
