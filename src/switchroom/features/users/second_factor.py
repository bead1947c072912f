"""One-time codes as a second factor (TOTP, RFC 6238), with recovery codes for a lost telephone.

A code counts for its half minute and the one before and after it, and only once. Recovery codes
are kept as digests, and each lets its owner in once.
"""

import hashlib
import hmac
from base64 import b32encode
from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum

import pyotp
import segno
from sqlalchemy import Connection, RowMapping, delete, insert, select, update

from switchroom.features.users.events import SecondFactorRemoved, SecondFactorSet
from switchroom.features.users.tables import second_factors
from switchroom.kernel.errors import ConflictError, InvalidError, NotFoundError
from switchroom.kernel.time import SECOND
from switchroom.ports.store import Transaction

PERIOD = 30
AROUND = (-1, 0, 1)
RECOVERY_CODES = 10
ISSUER = "Switchroom"


class Outcome(Enum):
    """What became of a code."""

    NOT_NEEDED = "not needed"
    RIGHT = "right"
    MISSING = "missing"
    WRONG = "wrong"


@dataclass(frozen=True, slots=True, kw_only=True)
class Enrolment:
    """What an authenticator takes over: the secret, as an address and as a picture of it."""

    secret: str
    address: str
    picture: str


def begin_enrolment(
    tx: Transaction, user: str, username: str, entropy: Callable[[int], bytes]
) -> Enrolment:
    """Propose a secret; it counts once a code has confirmed it."""
    if has_second_factor(tx.connection, user):
        raise ConflictError("You have a second factor already.")
    secret = b32encode(entropy(20)).decode()
    tx.connection.execute(delete(second_factors).where(second_factors.c.user == user))
    row = {"user": user, "secret": secret, "confirmed": False, "last_step": 0, "recovery": []}
    tx.connection.execute(insert(second_factors), row)
    address = pyotp.TOTP(secret).provisioning_uri(name=username, issuer_name=ISSUER)
    picture = segno.make(address, micro=False).svg_data_uri(scale=4, border=2, light="#fff")
    return Enrolment(secret=secret, address=address, picture=picture)


def confirm_enrolment(
    tx: Transaction, user: str, code: str, entropy: Callable[[int], bytes]
) -> list[str]:
    """Let the proposed secret count; the recovery codes, which are told this once."""
    row = _row(tx.connection, user)
    if row is None or row["confirmed"]:
        raise ConflictError("There is nothing to confirm.")
    step = _step_of(row, code, tx.now)
    if step is None:
        raise InvalidError("The code is wrong.")
    codes = [_recovery_code(entropy(10)) for _ in range(RECOVERY_CODES)]
    kept = {"confirmed": True, "last_step": step, "recovery": [_digest(one) for one in codes]}
    _keep(tx, user, kept)
    tx.record(f"user:{user}", SecondFactorSet(user=user), actor=user)
    return codes


def pass_second_factor(tx: Transaction, user: str, code: str) -> Outcome:
    """Whether a code lets a user in; what was used once is used up."""
    row = _row(tx.connection, user)
    if row is None or not row["confirmed"]:
        return Outcome.NOT_NEEDED
    if not code.strip():
        return Outcome.MISSING
    step = _step_of(row, code, tx.now)
    if step is not None:
        _keep(tx, user, {"last_step": step})
        return Outcome.RIGHT
    if _digest(code) in row["recovery"]:
        left = [one for one in row["recovery"] if one != _digest(code)]
        _keep(tx, user, {"recovery": left})
        return Outcome.RIGHT
    return Outcome.WRONG


def remove_second_factor(tx: Transaction, user: str, actor: str) -> None:
    """Signing in takes no code any more."""
    gone = tx.connection.execute(delete(second_factors).where(second_factors.c.user == user))
    if gone.rowcount == 0:
        raise NotFoundError("There is no second factor.")
    tx.record(f"user:{user}", SecondFactorRemoved(user=user), actor=actor)


def has_second_factor(connection: Connection, user: str) -> bool:
    """Whether signing in takes a code."""
    row = _row(connection, user)
    return row is not None and bool(row["confirmed"])


def recovery_codes_left(connection: Connection, user: str) -> int:
    """How many recovery codes have not been used."""
    row = _row(connection, user)
    return len(row["recovery"]) if row else 0


def _step_of(row: RowMapping, code: str, now: int) -> int | None:
    """The half minute that a code belongs to, if it was not used before."""
    totp, given = pyotp.TOTP(row["secret"], interval=PERIOD), code.replace(" ", "")
    current = now // SECOND // PERIOD
    for step in (current + offset for offset in AROUND):
        right = hmac.compare_digest(totp.generate_otp(step).encode(), given.encode())
        if right and step > row["last_step"]:
            return step
    return None


def _row(connection: Connection, user: str) -> RowMapping | None:
    mine = select(second_factors).where(second_factors.c.user == user)
    return connection.execute(mine).mappings().one_or_none()


def _keep(tx: Transaction, user: str, values: dict[str, object]) -> None:
    mine = second_factors.c.user == user
    tx.connection.execute(update(second_factors).where(mine).values(values))


def _recovery_code(entropy: bytes) -> str:
    text = b32encode(entropy).decode().lower()
    return "-".join(text[at : at + 4] for at in range(0, 16, 4))


def _digest(code: str) -> str:
    """Recovery codes are random (80 bits), so a plain digest is enough."""
    plain = code.strip().lower().replace("-", "").replace(" ", "")
    return hashlib.sha256(plain.encode()).hexdigest()
