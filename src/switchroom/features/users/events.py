"""What happens to users and their sessions; the audit reads them from the stream `user:<id>`."""

from collections.abc import Mapping
from typing import Any

from switchroom.kernel.messages import Event


class UserAdded(Event, frozen=True, kw_only=True):
    """Somebody may come in from now on."""

    user: str
    username: str
    display_name: str
    roles: tuple[str, ...]
    site: str
    departments: tuple[str, ...]
    email: str = ""


class UserChanged(Event, frozen=True, kw_only=True):
    """How a user stands after a change."""

    user: str
    display_name: str
    active: bool
    roles: tuple[str, ...]
    site: str
    departments: tuple[str, ...]
    email: str = ""


class PasswordSet(Event, frozen=True, kw_only=True):
    """There is a new password; it is never said which. `once`: for one sign-in."""

    user: str
    once: bool = False


class SessionOpened(Event, frozen=True, kw_only=True):
    """Somebody signed in."""

    user: str
    session: str
    address: str


class SessionEnded(Event, frozen=True, kw_only=True):
    """A session is over, by its owner or an administrator."""

    user: str
    session: str


class SignInRefused(Event, frozen=True, kw_only=True):
    """A wrong password, or one too many; only for users that exist."""

    user: str
    address: str
    locked: bool


class SecondFactorSet(Event, frozen=True, kw_only=True):
    """Signing in takes a code from now on."""

    user: str


class SecondFactorRemoved(Event, frozen=True, kw_only=True):
    """Signing in takes no code any more."""

    user: str


class IdentityLinked(Event, frozen=True, kw_only=True):
    """A sign-in provider knows this user by a subject."""

    user: str
    issuer: str
    subject: str


class RolePut(Event, frozen=True, kw_only=True):
    """How a role of one's own stands from now on; stream `role:<id>`."""

    role: str
    name: Mapping[str, str]
    permissions: tuple[str, ...]
    position: int


class RoleRemoved(Event, frozen=True, kw_only=True):
    """A role of one's own is gone."""

    role: str


class SignInRulesSet(Event, frozen=True, kw_only=True):
    """The rules of signing in from now on, without secrets; stream `sign-in:rules`."""

    data: Mapping[str, Any]


MESSAGES = (
    UserAdded,
    UserChanged,
    PasswordSet,
    SessionOpened,
    SessionEnded,
    SignInRefused,
    SecondFactorSet,
    SecondFactorRemoved,
    IdentityLinked,
    RolePut,
    RoleRemoved,
    SignInRulesSet,
)
"""The feature's own kinds of message."""
