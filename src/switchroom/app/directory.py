"""What channels must know of the centre, out of the features that know it."""

from collections.abc import Mapping

from sqlalchemy import Connection

from switchroom.domain.flow.library import Flows
from switchroom.domain.numbers.writing import cleaned, normalise
from switchroom.features.agents.service import get_agent
from switchroom.features.customers.queries import look_up
from switchroom.features.customers.reading import customer_by_number
from switchroom.features.interactions.figures import last_agent
from switchroom.features.settings import catalogue, records
from switchroom.features.settings.catalogue import find
from switchroom.features.settings.flows import flow_library
from switchroom.features.settings.switches import read_options
from switchroom.kernel.errors import NotFoundError
from switchroom.ports.directory import AgentLine, Arrival
from switchroom.ports.store import Store


class CentreDirectory:
    """`ports.directory.Directory` on the features' tables."""

    def __init__(self, store: Store, region: str) -> None:
        self._store = store
        self._region = region
        self._flows = Flows()

    async def refresh(self) -> None:
        """Take over flows and opening hours as they are published now."""
        self._flows = await self._store.read(flow_library)

    def flows(self) -> Flows:
        """All flows that calls run on."""
        return self._flows

    def arrival(self, connection: Connection, caller: str, called: str, trunk: str) -> Arrival:
        """Who calls, and which flow serves the number."""
        number = normalise(caller, self._region)
        served = self._served(connection, called, trunk)
        customer = customer_by_number(connection, number) if number else None
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
            variables=_variables(connection),
        )

    def look_up(
        self, connection: Connection, query: str, parameters: Mapping[str, str]
    ) -> Mapping[str, str] | None:
        """The row of a named query."""
        return look_up(connection, query, parameters)

    def line(self, connection: Connection, agent: str) -> AgentLine:
        """An agent's telephone."""
        known = get_agent(connection, agent)
        if known is None:
            raise NotFoundError(f"There is no agent {agent}.")
        options = read_options(connection)
        chosen = options.recorded == "chosen" and known.recorded
        return AgentLine(
            agent=agent,
            number=known.number if options.announce_agent_number else "",
            endpoint=f"agent:{known.extension}",
            recorded=options.recorded == "all" or chosen,
        )

    def _served(self, connection: Connection, called: str, trunk: str) -> records.Number | None:
        """The number as it was dialled, or as its numbering plan writes it."""
        for way in (cleaned(called), normalise(called, self._region)):
            number = find(connection, catalogue.NUMBERS, way)
            if number and number.trunk in {"", trunk}:
                return number
        return None


def _variables(connection: Connection) -> Mapping[str, str]:
    options = read_options(connection)
    return {"centre.recording_notice": "yes" if options.recording_notice else "no"}
