"""A pack's data as the features' records."""

from collections.abc import Iterator, Sequence

from msgspec import to_builtins

from switchroom.domain.numbers.writing import normalise
from switchroom.features.agents.service import Agent
from switchroom.features.customers import records as people
from switchroom.features.packs import schema
from switchroom.features.settings import records
from switchroom.features.users.service import NewUser


def sites(pack: schema.PackData) -> Iterator[records.Site]:
    """Sites with their departments."""
    for position, site in enumerate(pack.sites):
        departments = tuple(
            records.Department(id=one.id, name=_names(one)) for one in site.departments
        )
        yield records.Site(
            id=site.id,
            name=_names(site),
            zone=site.zone,
            departments=departments,
            home_area=site.home_area,
            position=position,
        )


def teams(pack: schema.PackData) -> Iterator[records.Team]:
    """A team for each department, which its people are in to begin with."""
    departments = [one for site in pack.sites for one in site.departments]
    for position, department in enumerate(departments):
        yield records.Team(id=department.id, name=_names(department), position=position)


def skills(pack: schema.PackData) -> Iterator[records.Skill]:
    """Skills."""
    for position, skill in enumerate(pack.skills):
        yield records.Skill(id=skill.id, name=_names(skill), position=position)


def queues(pack: schema.PackData) -> Iterator[records.Queue]:
    """Queues."""
    for position, queue in enumerate(pack.queues):
        yield records.Queue(
            id=queue.id,
            name=_names(queue),
            rule=queue.rule(),
            music=queue.music,
            answer_within=queue.answer_within,
            service_target=queue.service_target,
            survey_flow=queue.survey_flow,
            position=position,
        )


def schedules(pack: schema.PackData) -> Iterator[records.Schedule]:
    """Opening hours."""
    for position, hours in enumerate(pack.hours):
        yield records.Schedule(
            id=hours["id"], name=hours["name"], data=_plain(hours), position=position
        )


def numbers(pack: schema.PackData) -> Iterator[records.Number]:
    """Numbers that customers call."""
    for position, number in enumerate(pack.numbers):
        yield records.Number(
            id=number.number,
            name={"zh": number.name.zh, "en": number.name.en},
            flow=number.flow,
            listed_only=number.listed_only,
            position=position,
        )


def reasons(pack: schema.PackData) -> Iterator[records.Reason]:
    """Why agents are not ready."""
    for position, reason in enumerate(pack.reasons):
        yield records.Reason(id=reason.id, name=_names(reason), position=position)


def mailboxes(pack: schema.PackData) -> Iterator[records.Mailbox]:
    """Where messages wait."""
    for position, box in enumerate(pack.mailboxes):
        yield records.Mailbox(id=box.id, name=_names(box), skills=box.skills, position=position)


def dispositions(
    found: Sequence[schema.Disposition], parent: str | None = None
) -> Iterator[records.Disposition]:
    """How contacts are summed up, parents before their children."""
    for position, one in enumerate(found):
        yield records.Disposition(id=one.id, name=_names(one), parent=parent, position=position)
        yield from dispositions(one.children, one.id)


def users(pack: schema.PackData, password_hash: str) -> Iterator[NewUser]:
    """Everybody who signs in, with one password to begin with."""
    for user in pack.users:
        yield NewUser(
            id=user.id,
            username=user.id,
            display_name=user.name.en if user.language == "en" else user.name.zh,
            password_hash=password_hash,
            roles=user.roles,
            site=user.site,
        )


def agents(pack: schema.PackData) -> Iterator[Agent]:
    """Those of them who can be rung."""
    for user in pack.users:
        if user.extension:
            yield Agent(
                agent=user.id,
                number=user.extension,
                extension=user.extension,
                team=user.department,
                skills=user.skills,
                queues=user.queues,
                capacity=user.capacity,
            )


def customers(pack: schema.PackData) -> Iterator[people.Customer]:
    """Customers with numbers and accounts."""
    for customer in pack.customers:
        yield people.Customer(
            id=customer.id,
            name=customer.name,
            kind=customer.kind,
            vip=customer.vip,
            language=customer.language,
            notes=customer.note,
            numbers=tuple(_number(number, pack.region) for number in customer.numbers),
            accounts=tuple(_account(account) for account in customer.accounts),
            addresses=tuple(_address(account) for account in customer.accounts),
        )


def _number(number: str, region: str) -> people.CustomerNumber:
    written = normalise(number, region)
    mobile = written.startswith("+861")
    return people.CustomerNumber(number=written, kind="mobile" if mobile else "home")


def _account(account: schema.Account) -> people.Account:
    return people.Account(
        number=account.number,
        label=account.tariff,
        meter=account.meter,
        address=account.address.text,
        latitude=account.address.latitude,
        longitude=account.address.longitude,
        balance=account.balance,
    )


def _address(account: schema.Account) -> people.Address:
    address = account.address
    return people.Address(text=address.text, latitude=address.latitude, longitude=address.longitude)


def _names(named: schema.Named) -> records.Names:
    return {"zh": named.name.zh, "en": named.name.en}


def _plain(data: object) -> dict[str, object]:
    """Dates and the like as text, so that it can be kept as JSON."""
    plain: dict[str, object] = to_builtins(data)
    return plain
