import pytest

from switchroom.domain.flow.standing import standing
from switchroom.domain.speaking.catalogue import CATALOGUE
from switchroom.domain.speaking.pieces import pieces
from switchroom.kernel.time import MINUTE

pytestmark = pytest.mark.unit

EVERYTHING = ("position", "ahead", "wait")


def said(ahead: int, wait: int | None, language: str = "en") -> list[str]:
    return [piece.value for piece in standing(EVERYTHING, ahead, wait, language)]


def test_place_number_ahead_and_wait_are_told_when_they_are_known() -> None:
    english = {name: texts["en"] for name, texts in CATALOGUE.items()}
    assert said(3, 2 * MINUTE) == [
        *(english["place"], "4"),
        *(english["position"], "3"),
        *(english["expected-wait"], str(2 * MINUTE)),
    ]


def test_the_first_in_line_is_told_so_once_when_nobody_is_ahead() -> None:
    assert said(0, None, "zh") == [CATALOGUE["next-in-line"]["zh"]]


def test_nothing_is_said_of_the_wait_when_nobody_knows_it() -> None:
    assert CATALOGUE["expected-wait"]["en"] not in said(2, None)


def test_nothing_is_said_when_nothing_is_to_be_told() -> None:
    assert standing((), 3, MINUTE, "zh") == ()


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("ahead", [0, 1, 2, 57])
def test_every_value_can_be_read_out_when_it_is_told(ahead: int, language: str) -> None:
    for piece in standing(EVERYTHING, ahead, 90_000, language):
        if piece.kind in {"number", "wait"}:
            assert pieces(piece.kind, piece.value, "en" if language == "en" else "zh")
