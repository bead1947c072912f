"""When something is said to have happened."""

import pytest

from switchroom.channels.voice.line import TOLD_WITHIN, moment

pytestmark = pytest.mark.unit
NOW = 1_000_000


@pytest.mark.parametrize(
    ("told", "taken"),
    [
        (None, NOW),
        (NOW - 300, NOW - 300),
        (NOW + 1, NOW),
        (NOW - TOLD_WITHIN - 1, NOW),
    ],
)
def test_the_engines_moment_is_taken_when_it_can_be_true(told: int | None, taken: int) -> None:
    assert moment(told, NOW) == taken
