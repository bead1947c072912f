"""A value, its kind and a language, as the pieces that say it."""

import re
from collections.abc import Callable, Mapping
from datetime import date, time
from typing import Literal, NamedTuple, Protocol, TypeAlias

from switchroom.domain.speaking import english, mandarin
from switchroom.kernel.errors import InvalidError
from switchroom.kernel.time import MINUTE

Language: TypeAlias = Literal["zh", "en"]
LANGUAGES: tuple[Language, ...] = ("zh", "en")

ValueKind: TypeAlias = Literal["digits", "number", "amount", "date", "time", "wait"]


class Piece(NamedTuple):
    """A text that is spoken as a whole, in its language; also how fixed sentences are named."""

    language: Language
    text: str


def pieces(kind: ValueKind, value: str, language: Language) -> list[Piece]:
    """The pieces of a value.

    Args:
        kind: what `value` is: `digits` (`0-9 * # +` and letters; spaces and hyphens are not
            spoken), `number` (`-12.5`), `amount` (in fen), `date` (YYYY-MM-DD), `time` (HH:MM),
            `wait` (milliseconds, rounded up to minutes).
        value: as text.
        language: the language to say it in.

    Raises:
        InvalidError: the value is none of that kind.
    """
    try:
        return _READERS[kind](value, language)
    except ValueError as error:
        raise InvalidError(f"{value!r} cannot be read out as {kind}") from error


def piece_texts(language: Language) -> list[Piece]:
    """Everything that must be made ahead so that any value can be said in a language."""
    own = [Piece(language, text) for text in _GRAMMARS[language].texts()]
    letters = [] if language == "en" else [Piece("en", name) for name in english.LETTERS.values()]
    return own + letters


class _Grammar(Protocol):
    """What each language's module knows how to say; only an amount may be negative."""

    MINUS: str

    def key(self, character: str, /) -> str | None: ...
    def number(self, value: int, /) -> list[str]: ...
    def fraction(self, digits: str, /) -> list[str]: ...
    def amount(self, fen: int, /) -> list[str]: ...
    def date(self, year: int, month: int, day: int, /) -> list[str]: ...
    def time(self, hour: int, minute: int, /) -> list[str]: ...
    def wait(self, minutes: int, /) -> list[str]: ...
    def texts(self) -> list[str]: ...


_GRAMMARS: Mapping[Language, _Grammar] = {"zh": mandarin, "en": english}
_SILENT_IN_DIGITS = " -"
_NUMBER = re.compile(r"(?P<sign>-?)(?P<whole>[0-9]{1,15})(\.(?P<fraction>[0-9]{1,6}))?")
_AMOUNT = re.compile(r"-?[0-9]{1,15}")
_WAIT = re.compile(r"[0-9]{1,15}")


def _digits(value: str, language: Language) -> list[Piece]:
    return [_key(character, language) for character in value if character not in _SILENT_IN_DIGITS]


def _key(character: str, language: Language) -> Piece:
    own = _GRAMMARS[language].key(character)
    if own is not None:
        return Piece(language, own)
    letter = english.key(character)
    if letter is None:
        raise ValueError(character)
    return Piece("en", letter)


def _number(value: str, language: Language) -> list[Piece]:
    matched = _matched(_NUMBER, value)
    grammar = _GRAMMARS[language]
    texts = grammar.number(int(matched["whole"]))
    if matched["fraction"]:
        texts = texts + grammar.fraction(matched["fraction"])
    sign = [grammar.MINUS] if matched["sign"] else []
    return _said(sign + texts, language)


def _amount(value: str, language: Language) -> list[Piece]:
    return _said(_GRAMMARS[language].amount(int(_matched(_AMOUNT, value)[0])), language)


def _date(value: str, language: Language) -> list[Piece]:
    day = date.fromisoformat(value)
    return _said(_GRAMMARS[language].date(day.year, day.month, day.day), language)


def _time(value: str, language: Language) -> list[Piece]:
    moment = time.fromisoformat(value)
    return _said(_GRAMMARS[language].time(moment.hour, moment.minute), language)


def _wait(value: str, language: Language) -> list[Piece]:
    minutes = -(-int(_matched(_WAIT, value)[0]) // MINUTE)
    return _said(_GRAMMARS[language].wait(minutes), language)


def _matched(pattern: re.Pattern[str], value: str) -> re.Match[str]:
    matched = pattern.fullmatch(value)
    if matched is None:
        raise ValueError(value)
    return matched


def _said(texts: list[str], language: Language) -> list[Piece]:
    return [Piece(language, text) for text in texts]


_READERS: Mapping[ValueKind, Callable[[str, Language], list[Piece]]] = {
    "digits": _digits,
    "number": _number,
    "amount": _amount,
    "date": _date,
    "time": _time,
    "wait": _wait,
}
