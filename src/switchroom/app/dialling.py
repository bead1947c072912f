"""How agents reach numbers: colleagues by extension, everybody else by a line to the outside."""

from collections.abc import Mapping, Sequence

from switchroom.domain.numbers.reach import reach_of
from switchroom.domain.numbers.writing import cleaned, normalise
from switchroom.features.agents.service import Agent
from switchroom.features.settings import records
from switchroom.features.users.service import User
from switchroom.kernel.errors import InvalidError, UnavailableError
from switchroom.ports.directory import Way

Numbers = Mapping[str, records.Number]


def internal_way(
    number: str,
    agent: Agent,
    agents: Mapping[str, Agent],
    site: records.Site | None,
    departments: Sequence[str],
) -> Way | None:
    """The way to a colleague; None when it is nobody's extension.

    The call belongs to the site of the agent who dials, and to their department if it is one.
    """
    typed = cleaned(number)
    colleague = next((one for one in agents.values() if one.extension == typed), None)
    if colleague is None:
        return None
    return Way(
        number=colleague.extension,
        reach="internal",
        endpoint=f"agent:{colleague.extension}",
        caller=agent.extension,
        agent=colleague.agent,
        site=_id_of(site),
        department=departments[0] if len(departments) == 1 else "",
    )


def outside_way(
    number: str, region: str, site: records.Site | None, trunk: records.Trunk | None
) -> Way:
    """The way to a number outside, by a trunk."""
    written = normalise(number, region)
    if not written or not written.lstrip("+").isdigit():
        raise InvalidError("That is no telephone number.")
    if trunk is None:
        raise UnavailableError("There is no line to the outside.")
    return Way(
        number=written,
        reach=reach_of(number, region, site.home_area if site else ""),
        endpoint=f"trunk:{trunk.id}/{written}",
        caller="",
        trunk=trunk.id,
        site=_id_of(site),
    )


def shown_number(caller: str, numbers: Numbers, user: User | None, trunk: str) -> records.Number:
    """The number of ours that is shown: the wanted one, the department's, the site's, or any.

    Raises:
        InvalidError: the wanted one is none of ours.
    """
    if caller and caller not in numbers:
        raise InvalidError("That is none of our numbers.")
    if caller:
        return numbers[caller]
    usable = [one for one in numbers.values() if one.trunk in {"", trunk}]
    if not usable:
        raise UnavailableError("There is no number of ours to show.")
    site = user.site if user else "main"
    departments = user.departments if user else ()
    return max(
        usable,
        key=lambda one: (one.department != "" and one.department in departments, one.site == site),
    )


def _id_of(site: records.Site | None) -> str:
    return site.id if site else "main"
