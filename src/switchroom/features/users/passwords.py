"""Passwords, kept as argon2id hashes with the library's recommended cost."""

from functools import cached_property

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerifyMismatchError

from switchroom.kernel.errors import InvalidError

SHORTEST, LONGEST = 8, 256


class Passwords:
    """Hashes and checks passwords. Slow on purpose (tens of milliseconds): work in a thread."""

    def __init__(self, hasher: PasswordHasher | None = None) -> None:
        self._hasher = hasher or PasswordHasher()

    def hash(self, password: str) -> str:
        """The hash to keep."""
        if not SHORTEST <= len(password) <= LONGEST:
            raise InvalidError(f"A password has {SHORTEST} to {LONGEST} characters.")
        return self._hasher.hash(password)

    def match(self, password: str, password_hash: str | None) -> bool:
        """Whether a password fits; takes as long without a hash (an unknown user) as with one."""
        try:
            self._hasher.verify(password_hash or self._nobodys_hash, password)
        except (VerifyMismatchError, InvalidHashError):
            return False
        return password_hash is not None

    @cached_property
    def _nobodys_hash(self) -> str:
        return self._hasher.hash("nobody's password")
