import pytest

from switchroom.ports.trunks import TrunkTest, describe

pytestmark = pytest.mark.unit


@pytest.mark.parametrize(
    ("test", "english", "chinese"),
    [
        (
            TrunkTest(trunk="main", outcome="reachable", round_trip=11.6, status=200),
            "The trunk answers within 12 ms.",
            "线路正常，12 毫秒内应答。",
        ),
        (TrunkTest(trunk="main", outcome="reachable"), "The trunk answers.", "线路正常。"),
        (
            TrunkTest(trunk="main", outcome="not-authenticated", status=401),
            "Authentication failed (401). Check user name and password.",
            "认证失败（401）。请检查用户名和密码。",
        ),
    ],
)
def test_result_is_a_sentence_in_both_languages(
    test: TrunkTest, english: str, chinese: str
) -> None:
    assert describe(test) == {"en": english, "zh": chinese}
