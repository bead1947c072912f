"""The rules of signing in: passwords, second factors, and the provider that may vouch for people.

A row for each rule that differs from what it is without one.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated, Any

from msgspec import Meta, ValidationError, convert, to_builtins
from sqlalchemy import Connection, delete, insert, select
from zxcvbn import zxcvbn

from switchroom.features.users.events import SignInRulesSet
from switchroom.features.users.own_roles import require_roles
from switchroom.features.users.tables import sign_in_rules
from switchroom.kernel.errors import InvalidError
from switchroom.ports.store import Transaction
from switchroom.runtime.history import Change, Reading, history

STREAM = "sign-in:rules"
MASK = "***"
LOOKED_AT = 72
"""So many characters of a password are weighed: more make it only slower."""

READINGS: Mapping[str, Reading] = {"SignInRulesSet": lambda _, said: said["data"]}


class WeakPasswordError(InvalidError):
    """A password that is guessed too easily."""

    code = "weak-password"


@dataclass(frozen=True, slots=True, kw_only=True)
class SignInRules:
    """The rules.

    Attributes:
        password_length: the least length of new passwords.
        password_strength: 0 (anything) to 4, as zxcvbn weighs; it knows the passwords that leaked.
        second_factor_roles: whoever has one of these roles must have a second factor.
        provider_name: what the button of the sign-in page says; without `issuer` there is none.
        issuer: of an OpenID Connect provider, such as https://login.example.com/realms/main.
        client: our id there.
        secret: our secret there; never shown again.
    """

    password_length: Annotated[int, Meta(ge=8, le=64)] = 8
    password_strength: Annotated[int, Meta(ge=0, le=4)] = 2
    second_factor_roles: tuple[str, ...] = ()
    provider_name: str = ""
    issuer: str = ""
    client: str = ""
    secret: str = ""

    def masked(self) -> dict[str, Any]:
        """The rules as they may be shown."""
        plain: dict[str, Any] = to_builtins(self)
        return plain | {"secret": MASK if self.secret else ""}


def read_rules(connection: Connection) -> SignInRules:
    """The rules; those without a row are as `SignInRules` says."""
    rows = {row.key: row.value for row in connection.execute(select(sign_in_rules))}
    return convert(rows, SignInRules)


def set_rules(tx: Transaction, given: Mapping[str, Any], actor: str = "") -> None:
    """Change rules; those left out, and a masked secret, stay."""
    kept = read_rules(tx.connection)
    wanted = to_builtins(kept) | given
    if wanted["secret"] == MASK:
        wanted["secret"] = kept.secret
    try:
        rules = convert(wanted, SignInRules)
    except ValidationError as error:
        raise InvalidError(f"The rules cannot be that: {error}.") from error
    _check(tx.connection, rules)
    if rules == kept:
        return
    tx.connection.execute(delete(sign_in_rules))
    rows = [{"key": key, "value": value} for key, value in to_builtins(rules).items()]
    tx.connection.execute(insert(sign_in_rules), rows)
    tx.record(STREAM, SignInRulesSet(data=rules.masked()), actor=actor)


def rules_history(connection: Connection) -> list[Change]:
    """All changes of the rules, the newest first."""
    return history(connection, STREAM, READINGS)


def check_password(rules: SignInRules, password: str, *about: str) -> None:
    """Refuse a password that is too short or too easily guessed; `about` is what others know."""
    if len(password) < rules.password_length:
        raise WeakPasswordError(f"A password has {rules.password_length} characters at least.")
    known = [word for word in about if word]
    if any(word.casefold() in password.casefold() for word in known if len(word) > 2):
        raise WeakPasswordError("A password does not contain the name of its owner.")
    if zxcvbn(password[:LOOKED_AT], user_inputs=known)["score"] < rules.password_strength:
        raise WeakPasswordError("This password is guessed too easily; use more, or rarer, words.")


def _check(connection: Connection, rules: SignInRules) -> None:
    require_roles(connection, rules.second_factor_roles)
    secure = rules.issuer.startswith(("https://", "http://127.0.0.1", "http://localhost"))
    if rules.issuer and not secure:
        raise InvalidError("The issuer is an address that begins with https://.")
    if rules.issuer and not rules.client:
        raise InvalidError("The provider needs to know us by a client id.")
