"""Mandarin text as it is read: what stands between writing and phonemes."""

import re
from collections.abc import Iterator

_SENTENCE = re.compile(r"[^。！？；!?;\n]+[。！？；!?;\n]*")
_LATIN = re.compile(r"([A-Za-z][A-Za-z' -]*[A-Za-z]|[A-Za-z])")
_LONG_NUMBER = re.compile(r"(?<![\d.])\d{5,}(?![\d.])")  # telephone and account numbers
_DIGITS = str.maketrans("0123456789", "零幺二三四五六七八九")


def sentences(text: str) -> Iterator[str]:
    """The sentences of a text, each with its closing mark."""
    return (match[0].strip() for match in _SENTENCE.finditer(text) if match[0].strip())


def sounded_out(text: str) -> str:
    """With the digits of long numbers one by one: they are names (95598), not quantities."""
    return _LONG_NUMBER.sub(lambda match: match[0].translate(_DIGITS), text)


def split_latin(text: str) -> Iterator[tuple[bool, str]]:
    """The text's stretches, each with whether it is in Latin letters."""
    for part in _LATIN.split(text):
        if part.strip():
            yield _LATIN.fullmatch(part) is not None, part
