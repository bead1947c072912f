"""What channels must know of the centre, out of the features that know it.

What is set up (flows, numbers, agents' telephones, options) is kept in memory, since every call
asks for it several times; `refresh` takes it over anew. What belongs to a caller is read each time.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from sqlalchemy import Connection

from switchroom.app.alarms.disk import Limits
from switchroom.app.dialling import internal_way, outside_way, shown_number
from switchroom.app.flow_world import flow_variables
from switchroom.domain.flow.library import Flows
from switchroom.domain.numbers.writing import cleaned, normalise
from switchroom.domain.screening.rules import Entry
from switchroom.features.agents.service import Agent, all_agents
from switchroom.features.customers.queries import look_up
from switchroom.features.customers.reading import customer_by_number
from switchroom.features.desk.ringing_back import RingBackRule
from switchroom.features.interactions.figures import last_agent, traced_agent
from switchroom.features.screening.service import screened
from switchroom.features.settings import catalogue, records
from switchroom.features.settings.flows import flow_library
from switchroom.features.settings.switches import read_options
from switchroom.features.users.service import User, all_users
from switchroom.kernel.errors import NotFoundError
from switchroom.kernel.time import HOUR, MINUTE, SECOND, Millis
from switchroom.ports.clock import Clock
from switchroom.ports.directory import AgentLine, Arrival, Barring, Callbacks, Way
from switchroom.ports.guests import WEB
from switchroom.ports.store import Store


@dataclass(frozen=True, slots=True, kw_only=True)
class SetUp:
    """What is kept in memory."""

    flows: Flows = field(default_factory=Flows)
    queues: Mapping[str, records.Queue] = field(default_factory=dict)
    numbers: Mapping[str, records.Number] = field(default_factory=dict)
    agents: Mapping[str, Agent] = field(default_factory=dict)
    sites: Mapping[str, records.Site] = field(default_factory=dict)
    trunks: tuple[records.Trunk, ...] = ()
    users: Mapping[str, User] = field(default_factory=dict)
    options: records.Options = field(default_factory=records.Options)


class CentreDirectory:
    """`ports.directory.Directory` on the features' tables."""

    def __init__(self, store: Store, region: str, clock: Clock) -> None:
        self._store = store
        self._clock = clock
        self._region = region
        self._plain: set[str] = set()
        self._set_up = SetUp()

    async def refresh(self) -> None:
        """Take over everything as it is set up now."""
        self._set_up = await self._store.read(_read)

    def telephone(self, extension: str, browser: bool) -> None:
        """A telephone registers from now on: in a page, or one that stands by itself."""
        (self._plain.discard if browser else self._plain.add)(extension)

    def is_queue(self, queue: str) -> bool:
        """Whether there is such a queue."""
        return queue in self._set_up.queues

    def survey(self, queue: str) -> str:
        """The flow that asks customers after a call of a queue."""
        known = self._set_up.queues.get(queue)
        return known.survey_flow if known else ""

    def callbacks(self) -> Callbacks:
        """How customers who asked for it are rung back."""
        options = self._set_up.options
        return Callbacks(tries=options.callback_tries, pause=options.callback_pause * MINUTE)

    def ring_backs(self) -> RingBackRule:
        """How agents wait for whom they found busy."""
        options = self._set_up.options
        return RingBackRule(
            tries=options.ring_back_tries,
            pause=options.ring_back_pause * MINUTE,
            lasting=options.ring_back_lasting * MINUTE,
        )

    def patience(self) -> Millis:
        """How long an agent whose telephone is gone is waited for."""
        return self._set_up.options.agent_patience * SECOND

    def disk_limits(self) -> Limits:
        """When a disk is said to be nearly full, and full."""
        options = self._set_up.options
        return Limits(low=options.disk_low_percent, full=options.disk_full_megabytes)

    def flows(self) -> Flows:
        """All flows that calls run on."""
        return self._set_up.flows

    def arrival(self, connection: Connection, caller: str, called: str, trunk: str) -> Arrival:
        """Who calls, and which flow serves the number."""
        number = normalise(caller, self._region)
        served = self._served(called, trunk)
        # Nobody has checked what a visitor of the page typed: it makes them no customer.
        known = number and trunk != WEB
        customer = customer_by_number(connection, number) if known else None
        options, now = self._set_up.options, self._clock.now()
        listed = screened(connection, number, now)
        traced = traced_agent(connection, number, now - options.trace_hours * HOUR)
        return Arrival(
            caller=number,
            called=served.id if served else cleaned(called),
            flow=served.flow if served else "",
            site=served.site if served else "main",
            department=served.department if served else "",
            customer=customer.id if customer else "",
            vip=customer.vip if customer else 0,
            language=customer.language if customer else "",
            last_agent=last_agent(connection, customer.id) if customer else "",
            traced_agent=traced,
            priority=listed.priority if listed else 0,
            barred=barring(served, listed, options),
            variables={**flow_variables(options), "caller.traced_agent": traced},
        )

    def look_up(
        self, connection: Connection, query: str, parameters: Mapping[str, str]
    ) -> Mapping[str, str] | None:
        """The row of a named query."""
        return look_up(connection, query, parameters)

    def line(self, agent: str) -> AgentLine:
        """An agent's telephone."""
        known = self._set_up.agents.get(agent)
        if known is None:
            raise NotFoundError(f"There is no agent {agent}.")
        options = self._set_up.options
        chosen = options.recorded == "chosen" and known.recorded
        return AgentLine(
            agent=agent,
            number=known.number if options.announce_agent_number else "",
            endpoint=f"agent:{known.extension}",
            extension=known.extension,
            recorded=options.recorded == "all" or chosen,
            browser=known.extension not in self._plain,
        )

    def way(self, number: str, agent: str, caller: str = "") -> Way:
        """How an agent reaches a number."""
        known, set_up = self._set_up.agents.get(agent), self._set_up
        if known is None:
            raise NotFoundError(f"There is no agent {agent}.")
        user = set_up.users.get(agent)
        site, departments = self._site(user), user.departments if user else ()
        internal = internal_way(number, known, set_up.agents, site, departments)
        if internal:
            return internal
        way = outside_way(number, self._region, site, self._trunk())
        shown = shown_number(caller, set_up.numbers, user, way.trunk)
        return replace(way, caller=shown.id, department=shown.department)

    def _site(self, user: User | None) -> records.Site | None:
        sites = self._set_up.sites
        return sites.get(user.site if user else "") or next(iter(sites.values()), None)

    def _trunk(self) -> records.Trunk | None:
        chosen, trunks = self._set_up.options.outgoing_trunk, self._set_up.trunks
        return next((one for one in trunks if chosen in {"", one.id}), None)

    def _served(self, called: str, trunk: str) -> records.Number | None:
        """The number as it was dialled, or as its numbering plan writes it."""
        for way in (cleaned(called), normalise(called, self._region)):
            number = self._set_up.numbers.get(way)
            if number and number.trunk in {"", trunk}:
                return number
        return None


def barring(
    served: records.Number | None, listed: Entry | None, options: records.Options
) -> Barring | None:
    """Why a caller is not served; None for one who is."""
    if listed and listed.kind == "white":
        return None
    refusal = Barring(
        why="blacklisted",
        entry=listed.id if listed else "",
        cause=options.barred_cause,
        spoken=options.barred_hear == "sentence",
    )
    if listed:
        return refusal
    return replace(refusal, why="not-listed") if served and served.listed_only else None


def _read(connection: Connection) -> SetUp:
    return SetUp(
        flows=flow_library(connection),
        queues={one.id: one for one in catalogue.every(connection, catalogue.QUEUES)},
        numbers={one.id: one for one in catalogue.every(connection, catalogue.NUMBERS)},
        agents={one.agent: one for one in all_agents(connection)},
        sites={one.id: one for one in catalogue.every(connection, catalogue.SITES)},
        trunks=tuple(catalogue.every(connection, catalogue.TRUNKS)),
        users={one.id: one for one in all_users(connection)},
        options=read_options(connection),
    )
