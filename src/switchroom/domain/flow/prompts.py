"""What a caller hears: a prompt is a list of pieces, sentences and values, in both languages."""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Literal, TypeAlias

from msgspec import UNSET, Struct, UnsetType

from switchroom.domain.flow.messages import Spoken
from switchroom.domain.flow.templates import fill, names

Language: TypeAlias = Literal["zh", "en"]
LANGUAGES: tuple[Language, ...] = ("zh", "en")


class Localised(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The same text in every language of the centre."""

    zh: str
    en: str

    def in_language(self, language: str) -> str:
        """The text for a language; Chinese when it is none of ours."""
        return self.en if language == "en" else self.zh


class Piece(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """One piece of a prompt: exactly one of its forms is given.

    Attributes:
        zh: a sentence in Chinese; `en` says the same.
        en: see above.
        text: a sentence that is spoken in its own `language`, whatever the call's language is.
        language: see above.
        prompt: the id of a recorded prompt.
        digits: read one by one.
        number: read as a number.
        amount: money in fen.
        date: YYYY-MM-DD.
        time: HH:MM.
        wait: a length of time in milliseconds, read as minutes.
    """

    zh: str | UnsetType = UNSET
    en: str | UnsetType = UNSET
    text: str | UnsetType = UNSET
    language: Language | UnsetType = UNSET
    prompt: str | UnsetType = UNSET
    digits: str | UnsetType = UNSET
    number: str | UnsetType = UNSET
    amount: str | UnsetType = UNSET
    date: str | UnsetType = UNSET
    time: str | UnsetType = UNSET
    wait: str | UnsetType = UNSET

    def __post_init__(self) -> None:
        if _given(self) not in _FORMS:
            raise ValueError(
                "a piece is {zh, en}, {text, language}, or one of "
                "prompt, digits, number, amount, date, time, wait"
            )


Prompt: TypeAlias = tuple[Piece, ...]

_ValueKind: TypeAlias = Literal["prompt", "digits", "number", "amount", "date", "time", "wait"]
_READABLE: Mapping[_ValueKind, re.Pattern[str]] = {
    "prompt": re.compile(r"[A-Za-z0-9][A-Za-z0-9._/-]*"),
    "digits": re.compile(r"[0-9A-Za-z*#+]{1,64}", re.ASCII),
    "number": re.compile(r"-?[0-9]{1,15}(\.[0-9]{1,6})?"),
    "amount": re.compile(r"-?[0-9]{1,15}"),
    "date": re.compile(r"[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])"),
    "time": re.compile(r"([01][0-9]|2[0-3]):[0-5][0-9]"),
    "wait": re.compile(r"[0-9]{1,12}"),
}
_FORMS = {frozenset({"zh", "en"}), frozenset({"text", "language"})} | {
    frozenset({kind}) for kind in _READABLE
}


def spoken(prompt: Prompt, values: Mapping[str, str], language: str) -> tuple[Spoken, ...]:
    """The prompt as it is played; a piece whose value cannot be read out is left out."""
    return tuple(_spoken(prompt, values, language))


def sentences(prompt: Prompt) -> Iterator[tuple[str, str]]:
    """Every (language, sentence) of a prompt that holds no value, and can be made ahead."""
    for piece in prompt:
        for language, text in _texts(piece):
            if text and not names(text):
                yield language, text


def templates(prompt: Prompt) -> Iterator[str]:
    """Every text of a prompt in which a name may stand."""
    for piece in prompt:
        for field in sorted(_given(piece) - {"language"}):
            yield getattr(piece, field)


def _given(piece: Piece) -> frozenset[str]:
    return frozenset(
        field for field in piece.__struct_fields__ if getattr(piece, field) is not UNSET
    )


def _texts(piece: Piece) -> Iterable[tuple[str, str]]:
    if isinstance(piece.text, str) and isinstance(piece.language, str):
        return ((piece.language, piece.text),)
    if isinstance(piece.zh, str) and isinstance(piece.en, str):
        return (("zh", piece.zh), ("en", piece.en))
    return ()


def _spoken(prompt: Prompt, values: Mapping[str, str], language: str) -> Iterator[Spoken]:
    for piece in prompt:
        if isinstance(piece.text, str) and isinstance(piece.language, str):
            text = fill(piece.text, values)
            own = "" if piece.language == language else piece.language
            yield from [Spoken(kind="text", value=text, language=own)] if text else []
        elif isinstance(piece.zh, str) and isinstance(piece.en, str):
            text = fill(piece.en if language == "en" else piece.zh, values)
            yield from [Spoken(kind="text", value=text)] if text else []
        else:
            yield from _value(piece, values)


def _value(piece: Piece, values: Mapping[str, str]) -> Iterator[Spoken]:
    for kind, readable in _READABLE.items():
        template = getattr(piece, kind)
        if template is not UNSET:
            value = fill(template, values)
            if readable.fullmatch(value):
                yield Spoken(kind=kind, value=value)
