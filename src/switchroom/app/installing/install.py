"""Installing a pack: all of it in one unit, or nothing."""

from collections.abc import Iterable
from typing import TypeVar

from sqlalchemy import Connection, select

from switchroom.app.installing import mapping
from switchroom.features.agents.service import set_agent
from switchroom.features.customers.service import add_customer
from switchroom.features.packs.pack import Pack
from switchroom.features.settings import catalogue, records
from switchroom.features.settings.flows import install_flow
from switchroom.features.settings.switches import set_option
from switchroom.features.settings.tables import sites
from switchroom.features.users.service import add_user
from switchroom.ports.store import Transaction

R = TypeVar("R", bound=records.Identified)
ACTOR = "installer"
LOCAL_TRUNK = records.Trunk(
    id="local",
    name={"zh": "本机中继", "en": "This machine"},
    host="127.0.0.1:5070",
    matches=("127.0.0.1",),
    qualify=0,
)
"""A new centre takes calls from its own machine, so that it can be tried at once."""


def is_installed(connection: Connection) -> bool:
    """Whether the centre has been set up by any pack."""
    return connection.execute(select(sites.c.id)).first() is not None


def install_pack(tx: Transaction, pack: Pack, password_hash: str | None) -> None:
    """Set an empty centre up; the first password of all its users is hashed beforehand.

    Without one it gets no people: its first administrator comes by the browser.
    """
    data = pack.data
    _put(tx, catalogue.SITES, mapping.sites(data))
    _put(tx, catalogue.SKILLS, mapping.skills(data))
    _put(tx, catalogue.QUEUES, mapping.queues(data))
    _put(tx, catalogue.SCHEDULES, mapping.schedules(data))
    _put(tx, catalogue.NUMBERS, mapping.numbers(data))
    _put(tx, catalogue.REASONS, mapping.reasons(data))
    _put(tx, catalogue.MAILBOXES, mapping.mailboxes(data))
    _put(tx, catalogue.DISPOSITIONS, mapping.dispositions(data.dispositions))
    _put(tx, catalogue.TRUNKS, [LOCAL_TRUNK])
    for source in pack.flow_sources.values():
        install_flow(tx, source, ACTOR)
    set_option(tx, "announce_agent_number", value=True, actor=ACTOR)
    _put(tx, catalogue.TEAMS, mapping.teams(data))
    if password_hash is not None:
        _install_people(tx, pack, password_hash)
        _let_visitors_call(tx, pack)


def _install_people(tx: Transaction, pack: Pack, password_hash: str) -> None:
    for user in mapping.users(pack.data, password_hash):
        add_user(tx, user, ACTOR)
    for agent in mapping.agents(pack.data):
        set_agent(tx, agent, ACTOR)
    for customer in mapping.customers(pack.data):
        add_customer(tx, customer, ACTOR)


def _let_visitors_call(tx: Transaction, pack: Pack) -> None:
    """A centre to be tried is called from the browser, at its first number for everybody."""
    open_to_all = (one.number for one in pack.data.numbers if not one.listed_only)
    set_option(tx, "call_us_number", next(open_to_all, ""), actor=ACTOR)


def _put(tx: Transaction, kind: catalogue.Kind[R], items: Iterable[R]) -> None:
    for item in items:
        catalogue.put(tx, kind, item, ACTOR)
