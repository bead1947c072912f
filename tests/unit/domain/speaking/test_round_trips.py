"""What is said is understood: an own reading of the pieces gives the value back."""

from datetime import date, time
from functools import reduce

import pytest
from hypothesis import given
from hypothesis import strategies as st

from switchroom.domain.speaking.pieces import LANGUAGES, Language, piece_texts, pieces

pytestmark = pytest.mark.unit

NUMERALS = {numeral: value for value, numeral in enumerate("零一二三四五六七八九")} | {
    "两": 2,
    "幺": 1,
}
SMALL_UNITS = {"十": 10, "百": 100, "千": 1000}
SMALL_WORDS = (
    *("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"),
    *("ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen"),
    *("eighteen", "nineteen"),
)
TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
WORDS = {word: value for value, word in enumerate(SMALL_WORDS)}
WORDS |= {word: 10 * tens for tens, word in enumerate(TENS, start=2)}
MULTIPLES = {"thousand": 10**3, "million": 10**6, "billion": 10**9, "trillion": 10**12}
KNOWN = {language: frozenset(piece_texts(language)) for language in LANGUAGES}


def understood_mandarin(text: str) -> int:
    if "亿" in text:
        high, low = text.rsplit("亿", 1)
        return understood_mandarin(high) * 10**8 + understood_mandarin(low)
    if "万" in text:
        high, low = text.split("万", 1)
        return understood_mandarin(high) * 10**4 + understood_mandarin(low)
    total = pending = 0
    for character in text:
        if character in SMALL_UNITS:
            total += (pending or 1) * SMALL_UNITS[character]
            pending = 0
        else:
            pending = NUMERALS[character]
    return total + pending


def understood_english(text: str) -> int:
    total = group = 0
    for word in text.replace("-", " ").split():
        if word in MULTIPLES:
            total, group = total + group * MULTIPLES[word], 0
        elif word == "hundred":
            group *= 100
        else:
            group += WORDS[word]
    return total + group


UNDERSTOOD = {"zh": understood_mandarin, "en": understood_english}


def text_of(said: list[str], language: Language) -> str:
    return ("" if language == "zh" else " ").join(said)


@given(st.integers(0, 10**15 - 1), st.sampled_from(LANGUAGES))
def test_number_is_understood_when_read_out(value: int, language: Language) -> None:
    said = [piece.text for piece in pieces("number", str(value), language)]
    assert UNDERSTOOD[language](text_of(said, language)) == value


@given(st.integers(0, 10**15 - 1), st.sampled_from(LANGUAGES))
def test_number_has_no_two_zeros_in_a_row_when_read_out(value: int, language: Language) -> None:
    said = text_of([piece.text for piece in pieces("number", str(value), language)], language)
    assert "零零" not in said
    assert said == "零" or not said.endswith("零")


@given(st.integers(-(10**15) + 1, 10**15 - 1))
def test_amount_is_understood_when_read_out_in_mandarin(fen: int) -> None:
    said = text_of([piece.text for piece in pieces("amount", str(fen), "zh")], "zh")
    sign, said = (-1, said[1:]) if said.startswith("负") else (1, said)
    yuan, _, rest = said.rpartition("元")
    jiao, _, cents = rest.rpartition("角")
    value = reduce(
        lambda total, part: total * 10 + part,
        (understood_mandarin(part) for part in (jiao, cents.removesuffix("分"))),
        understood_mandarin(yuan),
    )
    assert sign * value == fen


@given(st.integers(-(10**15) + 1, 10**15 - 1))
def test_amount_is_understood_when_read_out_in_english(fen: int) -> None:
    said = text_of([piece.text for piece in pieces("amount", str(fen), "en")], "en")
    sign = -1 if said.startswith("minus ") else 1
    yuan, found, cents = said.removeprefix("minus ").rpartition("yuan")
    whole = understood_english(yuan) if found else 0
    part = understood_english(cents.replace("fen", "").replace("and", ""))
    assert sign * (whole * 100 + part) == fen


@given(st.text("0123456789", min_size=1, max_size=30))
def test_digits_are_understood_when_read_out_in_mandarin(digits: str) -> None:
    said = [piece.text for piece in pieces("digits", digits, "zh")]
    assert "".join(str(NUMERALS[piece]) for piece in said) == digits
    assert "一" not in said


VALUES = st.one_of(
    st.tuples(st.just("digits"), st.from_regex(r"[0-9A-Za-z*#+]{1,20}", fullmatch=True)),
    st.tuples(st.just("number"), st.from_regex(r"-?[0-9]{1,15}(\.[0-9]{1,6})?", fullmatch=True)),
    st.tuples(st.just("amount"), st.from_regex(r"-?[0-9]{1,15}", fullmatch=True)),
    st.tuples(st.just("date"), st.dates(date(1000, 1, 1)).map(date.isoformat)),
    st.tuples(st.just("time"), st.times().map(lambda moment: time.strftime(moment, "%H:%M"))),
    st.tuples(st.just("wait"), st.integers(0, 10**12).map(str)),
)


@given(VALUES, st.sampled_from(LANGUAGES))
def test_every_piece_is_among_those_made_ahead_when_any_value_is_said(
    value: tuple[str, str], language: Language
) -> None:
    kind, text = value
    said = pieces(kind, text, language)  # type: ignore[arg-type]  # a literal, as listed above
    assert said
    assert set(said) <= KNOWN[language]
