import pytest

from switchroom.domain.speaking.catalogue import CATALOGUE, announcement, fixed_texts
from switchroom.domain.speaking.keys import prompt_key
from switchroom.domain.speaking.pieces import (
    LANGUAGES,
    Language,
    Piece,
    ValueKind,
    piece_texts,
    pieces,
)
from switchroom.kernel.errors import InvalidError

pytestmark = pytest.mark.unit


def said(kind: ValueKind, value: str, language: Language) -> str:
    return " ".join(piece.text for piece in pieces(kind, value, language))


@pytest.mark.parametrize(
    ("kind", "value", "mandarin", "english"),
    [
        ("digits", "1001", "幺 零 零 幺", "one zero zero one"),
        ("digits", "138-00 2", "幺 三 八 零 零 二", "one three eight zero zero two"),
        ("digits", "+*#", "加 星号 井号", "plus star pound"),
        ("digits", "a1", "A. 幺", "A. one"),
        ("number", "0", "零", "zero"),
        ("number", "-0.05", "负 零 点 零 五", "minus zero point zero five"),
        ("number", "2", "二", "two"),
        ("number", "10", "十", "ten"),
        ("number", "110", "一百 一十", "one hundred ten"),
        ("number", "202", "两百 零 二", "two hundred two"),
        ("number", "2222", "两千 两百 二十二", "two thousand two hundred twenty-two"),
        ("number", "20002", "两万 零 二", "twenty thousand two"),
        ("number", "100010", "十 万 零 一十", "one hundred thousand ten"),
        ("number", "120000000", "一 亿 两千 万", "one hundred twenty million"),
        ("amount", "0", "零 元", "zero yuan"),
        ("amount", "200", "两 元", "two yuan"),
        (
            "amount",
            "12345",
            "一百 二十三 元 四角 五分",
            "one hundred twenty-three yuan and forty-five fen",
        ),
        ("amount", "12305", "一百 二十三 元 零 五分", "one hundred twenty-three yuan and five fen"),
        ("amount", "20", "两角", "twenty fen"),
        ("amount", "-1", "负 一分", "minus one fen"),
        (
            "date",
            "2026-11-22",
            "二 零 二 六 年 十一月 二十二 日",
            "November twenty-second twenty twenty-six",
        ),
        ("date", "2000-02-01", "二 零 零 零 年 二月 一 日", "February first two thousand"),
        (
            "date",
            "1905-12-12",
            "一 九 零 五 年 十二月 十二 日",
            "December twelfth nineteen oh five",
        ),
        ("date", "1900-03-30", "一 九 零 零 年 三月 三十 日", "March thirtieth nineteen hundred"),
        ("time", "00:00", "零 点 整", "twelve a.m."),
        ("time", "02:05", "两 点 零 五 分", "two oh five a.m."),
        ("time", "12:30", "十二 点 三十 分", "twelve thirty p.m."),
        ("time", "22:10", "二十二 点 十 分", "ten ten p.m."),
        ("wait", "0", "不到一分钟", "less than one minute"),
        ("wait", "1", "一 分钟", "one minute"),
        ("wait", "60001", "两 分钟", "two minutes"),
        ("wait", "7260000", "两 小时 一 分钟", "two hours one minute"),
    ],
)
def test_value_is_said_as_people_say_it_when_of_its_kind(
    kind: ValueKind, value: str, mandarin: str, english: str
) -> None:
    assert said(kind, value, "zh") == mandarin
    assert said(kind, value, "en") == english


@pytest.mark.parametrize(
    ("kind", "value"),
    [
        ("digits", "1,2"),
        ("number", "1e5"),
        ("number", ""),
        ("number", "１２"),
        ("number", "1234567890123456"),
        ("amount", "1.5"),
        ("date", "2026-02-30"),
        ("time", "24:00"),
        ("wait", "-1"),
    ],
)
@pytest.mark.parametrize("language", LANGUAGES)
def test_value_is_refused_when_not_of_its_kind(
    kind: ValueKind, value: str, language: Language
) -> None:
    with pytest.raises(InvalidError):
        pieces(kind, value, language)


def test_letters_are_said_in_english_when_the_language_is_mandarin() -> None:
    assert pieces("digits", "B", "zh") == [Piece("en", "B.")]


@pytest.mark.parametrize("language", LANGUAGES)
def test_pieces_are_few_when_listed(language: Language) -> None:
    listed = piece_texts(language)
    assert len(listed) == len(set(listed)) < 250


def test_announcements_are_in_both_languages_when_listed() -> None:
    listed = set(fixed_texts())
    for name, texts in CATALOGUE.items():
        assert texts.keys() == set(LANGUAGES)
        assert {Piece(language, announcement(name, language)) for language in LANGUAGES} <= listed


def test_key_is_the_same_when_only_white_space_differs() -> None:
    key = prompt_key(Piece("en", "Please  wait.\n"), "hibari-0.2/heart")
    assert key == prompt_key(Piece("en", "Please wait."), "hibari-0.2/heart")
    assert key.startswith("en/hibari-0.2/heart/")


def test_key_differs_when_voice_or_language_or_text_does() -> None:
    keys = {
        prompt_key(piece, voice)
        for piece in (Piece("en", "OK"), Piece("zh", "OK"), Piece("en", "Okay"))
        for voice in ("a-1/x", "a-2/x")
    }
    assert len(keys) == 6
