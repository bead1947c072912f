"""Setting a new centre up in the browser: its first administrator, its name, where it is.

Policy: open only while there is no user at all, and closed for ever by the first one. The code
that `switchroom serve` prints is asked for, so that a stranger who is quicker finds it locked.
"""

import hmac
import os
from pathlib import Path
from typing import Annotated, Literal
from zoneinfo import available_timezones

from fastapi import APIRouter, Request, Response
from phonenumbers import country_code_for_region
from pydantic import BaseModel, StringConstraints
from sqlalchemy import Connection, select

from switchroom.features.settings import catalogue, records
from switchroom.features.settings.switches import read_options, set_option
from switchroom.features.users.authentication import require_own_page
from switchroom.features.users.edge import TheAuthentication, browser_of, give_cookie
from switchroom.features.users.schemas import Name, Password
from switchroom.features.users.service import NewUser, add_user
from switchroom.features.users.tables import users
from switchroom.kernel.errors import ConflictError, DeniedError, InvalidError
from switchroom.ports.store import Transaction
from switchroom.runtime.web.access import PUBLIC
from switchroom.runtime.web.centre import TheCentre

router = APIRouter(prefix="/api", tags=["first run"])
SITE = "main"


class FirstRun(BaseModel):
    """Whether a centre waits to be set up, what it calls itself, and what it speaks."""

    needed: bool
    centre_name: str
    language: Literal["zh", "en"]


class SetUp(BaseModel):
    """The first administrator and the centre."""

    code: str
    username: Name
    display_name: Name
    password: Password
    centre_name: Name
    home_area: Annotated[str, StringConstraints(pattern="^[0-9]{0,6}$")] = ""
    language: Literal["zh", "en"] = "zh"
    zone: str = "Asia/Shanghai"


class ClosedError(ConflictError):
    """The centre has been set up."""

    code = "set-up-already"


def set_up_code(home: Path) -> str:
    """The code that the first administrator types; made once."""
    file = home / "setup-code"
    if not file.exists():
        home.mkdir(parents=True, exist_ok=True)
        file.touch(mode=0o600)
        file.write_text(os.urandom(4).hex() + "\n")
    return file.read_text().strip()


def is_needed(connection: Connection) -> bool:
    """Whether there is no user yet."""
    return connection.execute(select(users.c.id).limit(1)).first() is None


@router.get("/first-run", dependencies=[PUBLIC])
async def first_run(centre: TheCentre) -> FirstRun:
    """What the desk shows before anybody signs in."""

    def query(connection: Connection) -> FirstRun:
        options = read_options(connection)
        return FirstRun(
            needed=is_needed(connection),
            centre_name=options.centre_name,
            language=options.language,
        )

    return await centre.store.read(query)


@router.post("/first-run", status_code=204, dependencies=[PUBLIC])
async def set_up(
    given: SetUp,
    request: Request,
    response: Response,
    centre: TheCentre,
    authentication: TheAuthentication,
) -> None:
    """Make the first administrator, and let them in."""
    require_own_page(request)
    if not await centre.store.read(is_needed):
        raise ClosedError("The centre has been set up already.")
    if not hmac.compare_digest(request.app.state.set_up_code.encode(), given.code.encode()):
        raise DeniedError("The code is wrong; it stands where the centre was started.")
    if given.zone not in available_timezones():
        raise InvalidError(f"There is no time zone {given.zone}.")
    about = (given.username, given.display_name)
    first = NewUser(
        id=centre.ids.new(),
        username=given.username,
        display_name=given.display_name,
        password_hash=await authentication.hash_new(given.password, *about),
        roles=["administrator"],
        site="*",
    )
    home_area = _home_area(given.home_area, request.app.state.region)
    await centre.store.write(lambda tx: _set_up(tx, first, given, home_area))
    give_cookie(
        request, response, await authentication.let_in(first.id, browser_of(request), "password")
    )


def _home_area(code: str, region: str) -> str:
    """How numbers of an area begin: `025` in China is `+8625`."""
    return f"+{country_code_for_region(region)}{code.lstrip('0')}" if code else ""


def _set_up(tx: Transaction, first: NewUser, given: SetUp, home_area: str) -> None:
    if not is_needed(tx.connection):
        raise ClosedError("The centre has been set up already.")
    add_user(tx, first, actor=first.id)
    set_option(tx, "centre_name", given.centre_name, actor=first.id)
    set_option(tx, "language", given.language, actor=first.id)
    kept = catalogue.find(tx.connection, catalogue.SITES, SITE)
    name = {"zh": given.centre_name, "en": given.centre_name}
    departments = kept.departments if kept else ()
    site = records.Site(
        id=SITE, name=name, zone=given.zone, home_area=home_area, departments=departments
    )
    catalogue.put(tx, catalogue.SITES, site, actor=first.id)
