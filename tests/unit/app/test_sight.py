"""Limits on what is really kept: contacts out of the journal, agents by their users, customers."""

import pytest
from tests.unit.features.interactions.story import MESSAGES, Story
from tests.unit.features.running import Running

from switchroom.features.customers.events import CustomerAdded
from switchroom.features.customers.records import Customer
from switchroom.features.customers.seeing import sees_customer
from switchroom.features.customers.service import add_customer
from switchroom.features.interactions.finding import may_see
from switchroom.features.interactions.projectors import PROJECTORS
from switchroom.features.users.events import UserAdded
from switchroom.features.users.service import NewUser, add_user, get_user
from switchroom.kernel.errors import NotFoundError
from switchroom.runtime.web.sight import Sight

pytestmark = pytest.mark.unit


@pytest.mark.parametrize(
    ("site", "departments", "within"),
    [
        ("*", (), True),
        ("main", (), True),
        ("main", ("repair",), True),
        ("main", ("service",), False),
        ("north", (), False),
    ],
)
async def test_contacts_agents_and_customers_are_there_when_they_are_of_ones_site_and_departments(
    site: str, departments: tuple[str, ...], within: bool
) -> None:
    async with Running((*MESSAGES, UserAdded, CustomerAdded), PROJECTORS) as running:
        sight = Sight(
            store=running.store, sees_contact=may_see, sees_customer=sees_customer, agent=get_user
        )
        await Story(running).open(site="main", department="repair")
        user = NewUser(
            id="li",
            username="li",
            display_name="Li",
            password_hash="",
            roles=(),
            site="main",
            departments=("repair",),
        )
        await running.store.write(lambda tx: add_user(tx, user))
        chen = Customer(id="chen", name="Chen", site="main", department="repair")
        await running.store.write(lambda tx: add_customer(tx, chen))
        running.become(site=site, departments=departments)
        assert running.identity
        for require, one in (
            (sight.require_contact, "i1"),
            (sight.require_agent, "li"),
            (sight.require_customer, "chen"),
        ):
            refused = False
            try:
                await require(running.identity, one)
            except NotFoundError:
                refused = True
            assert refused is not within
            with pytest.raises(NotFoundError):
                await require(running.identity, "nobody")
