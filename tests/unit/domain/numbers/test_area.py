import pytest

from switchroom.domain.numbers.area import home_area

pytestmark = pytest.mark.unit


@pytest.mark.parametrize(
    ("number", "zh", "en"),
    [
        ("+8613800138000", "北京市", "Beijing"),
        ("+862161234567", "上海市", "Shanghai"),
        ("+8675583761234", "广东省深圳市", "Shenzhen, Guangdong"),
        ("+442079460958", "英国", "London"),
        ("1001", "", ""),
        ("anonymous", "", ""),
        ("", "", ""),
    ],
)
def test_area_is_told_in_both_languages_when_number_is_known(number: str, zh: str, en: str) -> None:
    assert (home_area(number, "zh"), home_area(number, "en")) == (zh, en)
