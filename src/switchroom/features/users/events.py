"""What happens to users and their sessions; the audit reads them from the stream `user:<id>`."""

from switchroom.kernel.messages import Event


class UserAdded(Event, frozen=True, kw_only=True):
    """Somebody may come in from now on."""

    user: str
    username: str
    display_name: str
    roles: tuple[str, ...]
    site: str
    departments: tuple[str, ...]


class UserChanged(Event, frozen=True, kw_only=True):
    """How a user stands after a change."""

    user: str
    display_name: str
    active: bool
    roles: tuple[str, ...]
    site: str
    departments: tuple[str, ...]


class PasswordSet(Event, frozen=True, kw_only=True):
    """There is a new password; it is never said which."""

    user: str


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


MESSAGES = (UserAdded, UserChanged, PasswordSet, SessionOpened, SessionEnded, SignInRefused)
"""The feature's own kinds of message."""
