"""What happens to users and their sessions; the audit reads them from the stream `user:<id>`."""

from dataclasses import dataclass

from switchroom.kernel.messages import Event


@dataclass(frozen=True, slots=True, kw_only=True)
class UserAdded(Event):
    """Somebody may come in from now on."""

    user: str
    username: str
    display_name: str
    roles: tuple[str, ...]
    site: str
    departments: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class UserChanged(Event):
    """How a user stands after a change."""

    user: str
    display_name: str
    active: bool
    roles: tuple[str, ...]
    site: str
    departments: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PasswordSet(Event):
    """There is a new password; it is never said which."""

    user: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionOpened(Event):
    """Somebody signed in."""

    user: str
    session: str
    address: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionEnded(Event):
    """A session is over, by its owner or an administrator."""

    user: str
    session: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SignInRefused(Event):
    """A wrong password, or one too many; only for users that exist."""

    user: str
    address: str
    locked: bool


MESSAGES = (UserAdded, UserChanged, PasswordSet, SessionOpened, SessionEnded, SignInRefused)
"""The feature's own kinds of message."""
