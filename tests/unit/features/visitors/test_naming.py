"""What strangers call themselves."""

import pytest

from switchroom.features.visitors.naming import web_name, web_number

pytestmark = pytest.mark.unit


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("13800138000", "web13800138000"),
        ("+86 138-0013-8000", "web8613800138000"),
        ("", "web"),
        ("anonymous", "web"),
        ("１３８", "web138"),
        ("*#1002", "web1002"),
        ("1002@evil>;x=<sip:1", "web10021"),
        ("9" * 90, "web" + "9" * 20),
        ("٣٤٥", "web"),
    ],
)
def test_a_number_is_marked_and_holds_digits_alone_when_typed(typed: str, told: str) -> None:
    assert web_number(typed) == told


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("张伟", "张伟 (web)"),
        ("  Ann-Marie   O'Neil ", "Ann-Marie O'Neil (web)"),
        ("", ""),
        ("\u202e\u200b\x00\n", ""),
        ('x" <sip:1002@a>', "x sip1002a (web)"),
        ("${SHELL(id)}", "SHELLid (web)"),
        ("<script>", "script (web)"),
        ("Z" + "\u0300" * 50 + "a", "Z\u0300\u0300a (web)"),
        ("电" * 80, "电" * 20 + " (web)"),
    ],
)
def test_a_name_is_marked_and_harmless_when_typed(typed: str, told: str) -> None:
    assert web_name(typed) == told
