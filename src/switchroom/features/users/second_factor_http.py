"""One's own second factor, and taking it from somebody who lost theirs."""

from dataclasses import asdict

from fastapi import APIRouter, Request

from switchroom.features.users import schemas
from switchroom.features.users.edge import Administrator, TheAuthentication, browser_of
from switchroom.features.users.granting import require_reach
from switchroom.features.users.second_factor import (
    begin_enrolment,
    confirm_enrolment,
    has_second_factor,
    recovery_codes_left,
    remove_second_factor,
)
from switchroom.ports.store import Transaction
from switchroom.runtime.web.access import Myself
from switchroom.runtime.web.centre import TheCentre

router = APIRouter()


@router.get("/session/second-factor")
async def mine(myself: Myself, centre: TheCentre) -> schemas.SecondFactorView:
    """Whether one's own sign-in takes a code."""
    return await centre.store.read(
        lambda c: schemas.SecondFactorView(
            enrolled=has_second_factor(c, myself.user),
            recovery_codes=recovery_codes_left(c, myself.user),
        )
    )


@router.post("/session/second-factor")
async def begin(
    myself: Myself, centre: TheCentre, authentication: TheAuthentication
) -> schemas.EnrolmentView:
    """Propose a secret to one's authenticator."""
    proposed = await centre.store.write(
        lambda tx: begin_enrolment(tx, myself.user, myself.username, authentication.entropy)
    )
    return schemas.EnrolmentView(**asdict(proposed))


@router.post("/session/second-factor/confirm")
async def confirm(
    given: schemas.Code, myself: Myself, centre: TheCentre, authentication: TheAuthentication
) -> schemas.RecoveryCodes:
    """Show that the authenticator has it; answers with the recovery codes."""
    codes = await centre.store.write(
        lambda tx: confirm_enrolment(tx, myself.user, given.code, authentication.entropy)
    )
    authentication.forget()
    return schemas.RecoveryCodes(codes=codes)


@router.post("/session/second-factor/remove", status_code=204)
async def remove_own(
    given: schemas.NewPassword,
    request: Request,
    myself: Myself,
    authentication: TheAuthentication,
) -> None:
    """Do without a code from now on; takes one's password."""
    await authentication.remove_second_factor(myself, given.password, browser_of(request))


@router.delete("/users/{user}/second-factor", status_code=204)
async def remove(
    user: str, centre: TheCentre, authentication: TheAuthentication, identity: Administrator
) -> None:
    """Take a second factor from somebody who lost it."""

    def unit(tx: Transaction) -> None:
        require_reach(tx.connection, identity.permissions, user)
        remove_second_factor(tx, user, actor=identity.user)

    await centre.store.write(unit)
    authentication.forget()
