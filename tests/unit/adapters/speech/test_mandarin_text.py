import pytest

from switchroom.adapters.speech.engines.mandarin_text import sentences, sounded_out, split_latin

pytestmark = pytest.mark.unit


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("您好。请稍候！好吗？", ["您好。", "请稍候！", "好吗？"]),
        ("请按一，停电请按二", ["请按一，停电请按二"]),
        ("第一行\n第二行", ["第一行", "第二行"]),
        ("。 \n", []),
        ("", []),
    ],
)
def test_text_is_cut_after_each_sentence_when_it_has_several(
    text: str, expected: list[str]
) -> None:
    assert list(sentences(text)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("请拨打95598。", "请拨打九五五九八。"),
        ("电话13800138000", "电话幺三八零零幺三八零零零"),
        ("请按1，共2000元", "请按1，共2000元"),
        ("12345.67元", "12345.67元"),
    ],
)
def test_long_numbers_are_read_by_digit_when_they_name_something(text: str, expected: str) -> None:
    assert sounded_out(text) == expected


def test_latin_words_are_told_apart_when_mixed_in() -> None:
    assert list(split_latin("VIP客户请用App Store。")) == [
        (True, "VIP"),
        (False, "客户请用"),
        (True, "App Store"),
        (False, "。"),
    ]
