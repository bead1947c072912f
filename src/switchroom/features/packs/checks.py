"""What makes the parts of a pack fit each other."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from graphlib import CycleError, TopologicalSorter

from switchroom.domain.flow.contents import references
from switchroom.domain.flow.nodes import Flow
from switchroom.domain.hours.rules import Schedule
from switchroom.domain.numbers.writing import normalise
from switchroom.features.packs.schema import Disposition, PackData

_LEAVING = frozenset({"voicemail", "callback", "hang-up"})


def problems(pack: PackData, flows: Sequence[Flow], schedules: Sequence[Schedule]) -> list[str]:
    """Everything that does not fit, in words."""
    known = _known(pack, flows, schedules)
    return [
        *_duplicates(known),
        *_queue_problems(pack, known),
        *_user_problems(pack, known),
        *_flow_problems(pack, flows, known),
        *_customer_problems(pack),
    ]


def _known(
    pack: PackData, flows: Sequence[Flow], schedules: Sequence[Schedule]
) -> Mapping[str, list[str]]:
    return {
        "site": [site.id for site in pack.sites],
        "department": [unit.id for site in pack.sites for unit in site.departments],
        "skill": [skill.id for skill in pack.skills],
        "queue": [queue.id for queue in pack.queues],
        "user": [user.id for user in pack.users],
        "extension": [user.extension for user in pack.users if user.extension],
        "reason": [reason.id for reason in pack.reasons],
        "disposition": list(_ids(pack.dispositions)),
        "number": [number.number for number in pack.numbers],
        "mailbox": [mailbox.id for mailbox in pack.mailboxes],
        "customer": [customer.id for customer in pack.customers],
        "account": [account.number for owner in pack.customers for account in owner.accounts],
        "query": list(pack.queries),
        "schedule": [schedule.schedule for schedule in schedules],
        "flow": [flow.id for flow in flows],
    }


def _ids(dispositions: Iterable[Disposition]) -> Iterator[str]:
    for disposition in dispositions:
        yield disposition.id
        yield from _ids(disposition.children)


def _duplicates(known: Mapping[str, list[str]]) -> Iterator[str]:
    for kind, ids in known.items():
        for name, count in Counter(ids).items():
            if count > 1:
                yield f"{kind} {name!r} is given {count} times"


def _unknown(
    who: str, kind: str, ids: Iterable[str], known: Mapping[str, list[str]]
) -> Iterator[str]:
    for name in ids:
        if name not in known[kind]:
            yield f"{who}: there is no {kind} {name!r}"


def _queue_problems(pack: PackData, known: Mapping[str, list[str]]) -> Iterator[str]:
    for queue in pack.queues:
        who = f"queue {queue.id!r}"
        yield from _unknown(who, "skill", (need.skill for need in queue.needs), known)
        yield from _unknown(who, "user", queue.agents, known)
        targets = (leaving.target for leaving in queue.overflows)
        others = (t for t in targets if t not in _LEAVING and not t.startswith("node:"))
        yield from _unknown(who, "queue", others, known)
        yield from _unknown(who, "flow", filter(None, [queue.survey_flow]), known)


def _user_problems(pack: PackData, known: Mapping[str, list[str]]) -> Iterator[str]:
    for user in pack.users:
        who = f"user {user.id!r}"
        yield from _unknown(who, "site", [user.site], known)
        yield from _unknown(who, "department", filter(None, [user.department]), known)
        yield from _unknown(who, "skill", user.skills, known)
        yield from _unknown(who, "queue", user.queues or (), known)
        if "agent" in user.roles and not user.extension:
            yield f"{who}: an agent needs an extension"


def _flow_problems(
    pack: PackData, flows: Sequence[Flow], known: Mapping[str, list[str]]
) -> Iterator[str]:
    for number in pack.numbers:
        yield from _unknown(f"number {number.number}", "flow", [number.flow], known)
    for mailbox in pack.mailboxes:
        yield from _unknown(f"mailbox {mailbox.id!r}", "skill", mailbox.skills, known)
    for flow in flows:
        for needed in sorted(references(flow)):
            if needed.kind in known:
                who = f"flow {flow.id}: node {needed.node!r}"
                yield from _unknown(who, needed.kind, [needed.id], known)
    yield from _circles(flows)


def _circles(flows: Sequence[Flow]) -> Iterator[str]:
    calls = {
        flow.id: [needed.id for needed in references(flow) if needed.kind == "flow"]
        for flow in flows
    }
    try:
        TopologicalSorter(calls).prepare()
    except CycleError as error:
        yield f"flows call each other in a circle: {' > '.join(error.args[1][::-1])}"


def _customer_problems(pack: PackData) -> Iterator[str]:
    for customer in pack.customers:
        for number in customer.numbers:
            if not normalise(number, pack.region).startswith("+"):
                yield f"customer {customer.id}: {number} is no telephone number in {pack.region}"
