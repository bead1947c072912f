"""Whose a call between colleagues is: those of its site and department may listen to it."""

import pytest

from switchroom.app.dialling import internal_way
from switchroom.features.agents.service import Agent
from switchroom.features.settings.records import Site

pytestmark = pytest.mark.unit

LI = Agent(agent="li", number="1", extension="1002")
LIU = Agent(agent="liu", number="2", extension="1004")
AGENTS = {"li": LI, "liu": LIU}
NORTH = Site(id="north", name={"zh": "北", "en": "North"}, zone="Asia/Shanghai")


@pytest.mark.parametrize(
    ("departments", "department"), [((), ""), (("repair",), "repair"), (("repair", "service"), "")]
)
def test_a_call_belongs_to_the_site_of_who_dials_when_it_is_for_a_colleague(
    departments: tuple[str, ...], department: str
) -> None:
    way = internal_way("1004", LI, AGENTS, NORTH, departments)
    assert way
    assert (way.agent, way.caller) == ("liu", "1002")
    assert (way.site, way.department) == ("north", department)


def test_there_is_no_colleague_when_the_number_is_nobodys_extension() -> None:
    assert internal_way("13800138000", LI, AGENTS, NORTH, ()) is None
