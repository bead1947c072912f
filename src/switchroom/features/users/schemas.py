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
    code: Annotated[str, StringConstraints(max_length=40)] = ""


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
    """Who is signed in, and what they may.

    `duties`: what must be done before anything else is permitted (`password`, `second-factor`).
    """

    user: SessionUser
    permissions: list[str]
    agent: SessionAgent | None
    duties: list[str] = []


class SessionLine(BaseModel):
    """A session; `current`: the caller's."""

    model_config = ConfigDict(from_attributes=True)

    id: str
    user: str
    user_name: str = ""
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
    email: str = ""
    must_change: bool = False
    second_factor: bool = False


class UserAdded(UserView):
    """A new user, with the password for the first sign-in, if one was made; told this once."""

    one_time_password: str | None = None


class UserAddition(BaseModel):
    """A user to be; without a password, one is made for the first sign-in."""

    username: Name
    display_name: Name
    password: Password | None = None
    roles: list[str]
    site: str = "main"
    departments: list[str] = []
    email: Annotated[str, StringConstraints(max_length=200, strip_whitespace=True)] = ""


class UserChange(BaseModel):
    """What becomes different about a user; what is left out stays."""

    display_name: Name | None = None
    active: bool | None = None
    site: str | None = None
    departments: list[str] | None = None
    roles: list[str] | None = None
    email: Annotated[str, StringConstraints(max_length=200, strip_whitespace=True)] | None = None


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
    """A role and what it permits; one that is `built_in` cannot be changed, only copied."""

    id: str
    name: TextView
    permissions: list[str]
    built_in: bool = True


class RoleGiven(BaseModel):
    """A role to be."""

    name: TextView
    permissions: list[str]
    position: int = 0


class RoleCatalogue(BaseModel):
    """All roles and all that can be permitted."""

    roles: list[RoleView]
    permissions: list[PermissionView]


class OneTimePassword(BaseModel):
    """A password for one sign-in, at which another must be chosen; told this once."""

    password: str


class Code(BaseModel):
    """A code of an authenticator."""

    code: Annotated[str, StringConstraints(max_length=40)]


class EnrolmentView(BaseModel):
    """What an authenticator takes over; `picture` is a data URI."""

    secret: str
    address: str
    picture: str


class RecoveryCodes(BaseModel):
    """Codes for a lost authenticator; told this once."""

    codes: list[str]


class SecondFactorView(BaseModel):
    """Whether the caller's sign-in takes a code, and how many recovery codes are left."""

    enrolled: bool
    recovery_codes: int


class RulesView(BaseModel):
    """The rules of signing in; the secret is masked."""

    password_length: int
    password_strength: int
    second_factor_roles: list[str]
    provider_name: str
    issuer: str
    client: str
    secret: str


class RulesChange(BaseModel):
    """Rules to be; what is left out, and a masked secret, stay."""

    password_length: int | None = None
    password_strength: int | None = None
    second_factor_roles: list[str] | None = None
    provider_name: Annotated[str, StringConstraints(max_length=60)] | None = None
    issuer: Annotated[str, StringConstraints(max_length=300)] | None = None
    client: Annotated[str, StringConstraints(max_length=200)] | None = None
    secret: Annotated[str, StringConstraints(max_length=400)] | None = None


class Door(BaseModel):
    """What the sign-in page shows before anybody is known; `provider` is empty without one."""

    provider: str
