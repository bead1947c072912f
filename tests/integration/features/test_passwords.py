import time

import pytest

from switchroom.features.users.passwords import Passwords
from switchroom.kernel.errors import InvalidError

pytestmark = pytest.mark.integration


def test_a_password_matches_only_its_own_hash() -> None:
    passwords = Passwords()
    kept = passwords.hash("correct horse")
    assert kept.startswith("$argon2id$")
    assert passwords.match("correct horse", kept)
    assert not passwords.match("wrong horse", kept)
    assert not passwords.match("nobody's password", None)


def test_an_unknown_name_takes_as_long_as_a_known_one() -> None:
    passwords = Passwords()
    kept = passwords.hash("correct horse")
    passwords.match("warm up", None)
    known, unknown = _fastest(passwords, kept), _fastest(passwords, None)
    assert known / 2 < unknown < known * 2


@pytest.mark.parametrize("password", ["short", "x" * 257])
def test_a_password_is_refused_when_its_length_is_foolish(password: str) -> None:
    with pytest.raises(InvalidError):
        Passwords().hash(password)


def _fastest(passwords: Passwords, kept: str | None) -> float:
    times = []
    for _ in range(3):
        start = time.perf_counter()
        passwords.match("wrong horse", kept)
        times.append(time.perf_counter() - start)
    return min(times)
