"""The rules of signing in."""

from fastapi import APIRouter
from msgspec import to_builtins

from switchroom.features.users import schemas
from switchroom.features.users.edge import Administrator, TheAuthentication
from switchroom.features.users.rules import SignInRules, read_rules, rules_history, set_rules
from switchroom.ports.store import Transaction
from switchroom.runtime.history import change_at
from switchroom.runtime.web.access import PUBLIC, allows
from switchroom.runtime.web.centre import TheCentre
from switchroom.runtime.web.changes import ChangeView, TheNames, Undoing, change_views

router = APIRouter()


@router.get("/door", dependencies=[PUBLIC])
async def door(centre: TheCentre) -> schemas.Door:
    """What the sign-in page offers beside name and password."""
    rules = await centre.store.read(read_rules)
    return schemas.Door(provider=(rules.provider_name or rules.client) if rules.issuer else "")


@router.get("/sign-in-rules", dependencies=[allows("users.view")])
async def rules(centre: TheCentre) -> schemas.RulesView:
    """The rules; the secret is masked."""
    found = await centre.store.read(read_rules)
    return schemas.RulesView(**found.masked())


@router.patch("/sign-in-rules")
async def change(
    given: schemas.RulesChange,
    centre: TheCentre,
    authentication: TheAuthentication,
    identity: Administrator,
) -> schemas.RulesView:
    """Change rules; they hold at once, also for who is in."""
    wanted = given.model_dump(exclude_none=True)
    await centre.store.write(lambda tx: set_rules(tx, wanted, actor=identity.user))
    authentication.forget()
    return await rules(centre)


@router.get("/sign-in-rules/history", dependencies=[allows("users.view")])
async def changes(centre: TheCentre, name_of: TheNames) -> list[ChangeView]:
    """All changes of the rules, the newest first."""
    return await centre.store.read(lambda c: change_views(c, rules_history(c), name_of))


@router.post("/sign-in-rules/undo", status_code=204)
async def undo(
    given: Undoing,
    centre: TheCentre,
    authentication: TheAuthentication,
    identity: Administrator,
) -> None:
    """Let the rules be as before a change."""

    def unit(tx: Transaction) -> None:
        before = change_at(rules_history(tx.connection), given.position).before
        set_rules(tx, before or to_builtins(SignInRules()), actor=identity.user)

    await centre.store.write(unit)
    authentication.forget()
