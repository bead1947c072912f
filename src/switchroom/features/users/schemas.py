"""What the users' HTTP edge takes and gives."""

from typing import Annotated

from pydantic import BaseModel, ConfigDict, StringConstraints

from switchroom.features.users.passwords import LONGEST

Name = Annotated[str, StringConstraints(min_length=1, max_length=100, strip_whitespace=True)]
Password = Annotated[str, StringConstraints(max_length=LONGEST)]


class Credentials(BaseModel):
    """Who wants to come in."""

    username: Annotated[str, StringConstraints(max_length=100)]
    password: Password


class SessionUser(BaseModel):
    """The one who is signed in."""

    id: str
    username: str
    display_name: str


class SessionAgent(BaseModel):
    """The agent that the user is."""

    id: str
    number: str
    extension: str


class SessionView(BaseModel):
    """Who is signed in, and what they may."""

    user: SessionUser
    permissions: list[str]
    agent: SessionAgent | None


class SessionLine(BaseModel):
    """One of the caller's own sessions."""

    model_config = ConfigDict(from_attributes=True)

    id: str
    created: int
    last_seen: int
    expires: int
    address: str
    user_agent: str
    current: bool = False


class UserView(BaseModel):
    """A user as administrators see one."""

    model_config = ConfigDict(from_attributes=True)

    id: str
    username: str
    display_name: str
    active: bool
    site: str
    departments: list[str]
    roles: list[str]
    created: int


class UserAddition(BaseModel):
    """A user to be."""

    username: Name
    display_name: Name
    password: Password
    roles: list[str]
    site: str = "main"
    departments: list[str] = []


class UserChange(BaseModel):
    """What becomes different about a user; what is left out stays."""

    display_name: Name | None = None
    active: bool | None = None
    site: str | None = None
    departments: list[str] | None = None
    roles: list[str] | None = None


class NewPassword(BaseModel):
    """A password to be."""

    password: Password


class OwnPassword(BaseModel):
    """One's own password, and what it is to be."""

    old: Password
    new: Password


class TextView(BaseModel):
    """A text in both languages."""

    zh: str
    en: str


class PermissionView(BaseModel):
    """Something that can be permitted."""

    id: str
    name: TextView


class RoleView(BaseModel):
    """A role and what it permits."""

    id: str
    name: TextView
    permissions: list[str]


class RoleCatalogue(BaseModel):
    """All roles and all that can be permitted."""

    roles: list[RoleView]
    permissions: list[PermissionView]
