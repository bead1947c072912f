"""Values in English, in the American way: no "and" within numbers, twelve-hour time."""

import string

MINUS = "minus"

_SMALL = (
    *("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"),
    *("ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen"),
    *("eighteen", "nineteen"),
)
_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_UNITS = (
    (1_000_000_000_000, "trillion"),
    (1_000_000_000, "billion"),
    (1_000_000, "million"),
    (1_000, "thousand"),
    (100, "hundred"),
)
_MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July", "August", "September"),
    *("October", "November", "December"),
)
_IRREGULAR_ORDINALS = {
    "one": "first",
    "two": "second",
    "three": "third",
    "five": "fifth",
    "eight": "eighth",
    "nine": "ninth",
    "twelve": "twelfth",
}
# The full stop makes an engine say the letter's name: a lone "A" is read as the article.
LETTERS = {letter: f"{letter}." for letter in string.ascii_uppercase}
_KEYS = (
    dict(zip("0123456789", _SMALL, strict=False))
    | {"*": "star", "#": "pound", "+": "plus"}
    | LETTERS
)


def key(character: str) -> str | None:
    """The name of a key of the telephone, or of a letter."""
    return _KEYS.get(character.upper())


def number(value: int) -> list[str]:
    """A cardinal number."""
    return _read(value)


def fraction(digits: str) -> list[str]:
    """What stands behind the decimal point."""
    return ["point", *(_SMALL[int(digit)] for digit in digits)]


def amount(fen: int) -> list[str]:
    """Money: yuan and fen."""
    sign = [MINUS] if fen < 0 else []
    yuan, change = divmod(abs(fen), 100)
    whole = [*_read(yuan), "yuan"] if yuan or not change else []
    joint = ["and"] if yuan and change else []
    return [*sign, *whole, *joint, *([*_read(change), "fen"] if change else [])]


def date(year: int, month: int, day: int) -> list[str]:
    """Month, ordinal day, year."""
    return [_MONTHS[month - 1], _ordinal(day), *_year(year)]


def time(hour: int, minute: int) -> list[str]:
    """The time of a day of twice twelve hours."""
    half = "a.m." if hour < 12 else "p.m."
    return [_below_hundred((hour - 1) % 12 + 1), *_minute(minute), half]


def wait(minutes: int) -> list[str]:
    """A length of time."""
    if minutes == 0:
        return ["less than one minute"]
    hours, rest = divmod(minutes, 60)
    return [*_counted(hours, "hour"), *_counted(rest, "minute")]


def texts() -> list[str]:
    """Every piece that the functions above can name."""
    return list(
        dict.fromkeys(
            [
                *(_below_hundred(n) for n in range(100)),
                *(name for _, name in _UNITS),
                *(_ordinal(n) for n in range(1, 32)),
                *_MONTHS,
                *_KEYS.values(),
                *(MINUS, "point", "and", "yuan", "fen", "oh", "a.m.", "p.m."),
                *("hour", "hours", "minute", "minutes", "less than one minute"),
            ]
        )
    )


def _read(value: int) -> list[str]:
    for unit, name in _UNITS:
        if value >= unit:
            rest = value % unit
            return [*_read(value // unit), name, *(_read(rest) if rest else [])]
    return [_below_hundred(value)]


def _below_hundred(value: int) -> str:
    if value < 20:
        return _SMALL[value]
    tens, ones = divmod(value, 10)
    return _TENS[tens - 2] + (f"-{_SMALL[ones]}" if ones else "")


def _ordinal(value: int) -> str:
    head, dash, last = _below_hundred(value).rpartition("-")
    regular = f"{last[:-1]}ieth" if last.endswith("y") else f"{last}th"
    return f"{head}{dash}{_IRREGULAR_ORDINALS.get(last, regular)}"


def _year(year: int) -> list[str]:
    century, rest = divmod(year, 100)
    if century % 10 == 0 and rest < 10:
        return _read(year)
    if rest == 0:
        return [_below_hundred(century), "hundred"]
    return [_below_hundred(century), *(["oh"] if rest < 10 else []), _below_hundred(rest)]


def _minute(minute: int) -> list[str]:
    if minute == 0:
        return []
    return [*(["oh"] if minute < 10 else []), _below_hundred(minute)]


def _counted(value: int, unit: str) -> list[str]:
    if value == 0:
        return []
    return [*_read(value), unit if value == 1 else f"{unit}s"]
