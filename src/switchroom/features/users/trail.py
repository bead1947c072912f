"""The history of users."""

from collections.abc import Mapping

from sqlalchemy import Connection

from switchroom.runtime.history import Change, Reading, history

READINGS: Mapping[str, Reading] = {
    "UserAdded": lambda _, said: {**said, "active": True},
    "UserChanged": lambda before, said: {**(before or {}), **said},
    "PasswordSet": lambda before, _: before,
    "SecondFactorSet": lambda before, _: {**(before or {}), "second_factor": True},
    "SecondFactorRemoved": lambda before, _: {**(before or {}), "second_factor": False},
    "IdentityLinked": lambda before, said: {**(before or {}), "provider": said["subject"]},
}


def user_history(connection: Connection, user: str) -> list[Change]:
    """All changes of a user, the newest first; signing in and out is none."""
    return history(connection, f"user:{user}", READINGS)
