"""Many hostile requests upon one centre, and what came of them."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

import requests
from hypothesis import HealthCheck, Phase, given, seed, settings
from tests.integration.hostile.http_cases import Raw, Request, cases, send
from tests.integration.hostile.served import Served

LISTS = {
    "user": "/api/users",
    "agent": "/api/users",
    "role": "/api/roles",
    "queue": "/api/queues",
    "flow": "/api/flows",
    "customer": "/api/customers",
    "setting": "/api/settings/queue",
    "interaction": "/api/interactions",
}
NAMES = {
    "kind": ("skill", "queue", "site", "trunk", "schedule", "number", "team", "mailbox"),
    "language": ("zh", "en"),
    "version": ("1",),
}
ALMIGHTY = "supervisor"
"""An agent who gets every permission."""

CALLERS = ("13800138000", "<script>alert(1)</script>")
KEPT = {"user": {ALMIGHTY}, "role": {"administrator"}}
"""Those the requests themselves are made by: without them nothing would be reached any more."""


@dataclass(slots=True)
class Outcome:
    """Answers by status, and what should not have been, each with the request as a curl command."""

    statuses: Counter[int] = field(default_factory=Counter)
    faults: dict[str, str] = field(default_factory=dict)

    def broken(self, case: Request, error: requests.RequestException) -> None:
        """There was no whole answer."""
        told = f"{case.as_curl_command()[:1000]} -> {error}"
        self.faults.setdefault(f"{case.method} {case.operation.path} broken", told)

    def note(self, case: Request, raw: Raw | None, answer: requests.Response) -> None:
        """Judge one answer."""
        self.statuses[answer.status_code] += 1
        place = f"{case.method} {case.operation.path} {answer.status_code}"
        told = f"{case.as_curl_command()[:1000]} {raw} -> {answer.text[:200]}"
        if answer.status_code >= 500 or not _is_explained(answer):
            self.faults.setdefault(place, told)


def _is_explained(answer: requests.Response) -> bool:
    """Whether a refusal is RFC 9457's; anything else needs no explanation."""
    if answer.status_code < 400:
        return True
    if not answer.headers["Content-Type"].startswith("application/problem+json"):
        return False
    told = answer.json()
    complete = {"type", "title", "status", "detail"} <= told.keys()
    return complete and bool(told["status"] == answer.status_code)


def assault(centre: Served, examples: int, number: int = 1) -> Outcome:
    """Send so many requests, always the same for the same number, while two callers are there."""
    for caller in CALLERS:
        centre.arrive(caller)
    all_roles = {"roles": ["supervisor", "administrator"]}
    _page(centre, "admin").patch(f"{centre.url}/api/users/{ALMIGHTY}", json=all_roles)
    page = _page(centre, ALMIGHTY)
    page.post(f"{centre.url}/api/agent/sign-in", json={})
    outcome = Outcome()
    strategy = cases(centre.app.openapi(), dict(_known(centre.url, page)))

    @seed(number)
    @settings(
        max_examples=examples,
        deadline=None,
        database=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(strategy)
    def ask(made: tuple[Request, Raw | None]) -> None:
        try:
            answer = send(centre.url, page, *made)
        except requests.RequestException as error:
            outcome.broken(made[0], error)
            return
        outcome.note(*made, answer)
        if answer.status_code == 401:
            page.headers["Cookie"] = centre.sign_in(ALMIGHTY)

    ask()
    return outcome


def _page(centre: Served, who: str) -> requests.Session:
    """Our own page in somebody's browser."""
    session = requests.Session()
    session.headers["Cookie"] = centre.sign_in(who)
    session.headers["X-Requested-With"] = "switchroom"
    session.headers["Origin"] = centre.url
    return session


def _known(url: str, session: requests.Session) -> Iterator[tuple[str, list[str]]]:
    """Ids that exist, by the name of the path's parameter."""
    for name, path in LISTS.items():
        told = session.get(url + path).json()
        listed = told if isinstance(told, list) else next(iter(told.values()))
        yield name, sorted({one["id"] for one in listed} - KEPT.get(name, set()))
    yield from ((name, list(values)) for name, values in NAMES.items())
