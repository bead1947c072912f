"""What agents' days are made of: `features.agent_days.reading.Lore` on the features."""

from collections.abc import Collection, Mapping, Sequence

from sqlalchemy import Connection, func, select

from switchroom.features.agent_days.figures import Part
from switchroom.features.agent_days.reading import Rating, View
from switchroom.features.interactions.surroundings import Surroundings
from switchroom.features.interactions.tables import interactions, ratings, segments
from switchroom.features.interactions.views import line_view
from switchroom.features.settings import catalogue
from switchroom.kernel.time import Instant


class DayLore:
    """Reads parts, ratings and contacts."""

    def __init__(self, around: Surroundings) -> None:
        self._around = around

    def zone(self, connection: Connection, site: str) -> str:
        """Where a site's clock hangs; of nobody's own site: the first one's."""
        sites = catalogue.every(connection, catalogue.SITES)
        own = next((one for one in sites if one.id == site), next(iter(sites), None))
        return own.zone if own else "UTC"

    def name(self, connection: Connection, agent: str) -> str:
        """What an agent is called."""
        return self._around.agent_name(connection, agent)

    def parts(
        self, connection: Connection, agent: str, since: Instant, until: Instant
    ) -> Sequence[Part]:
        """An agent's parts in contacts that began in a time."""
        columns = segments.c
        own = select(segments).where(
            columns.agent == agent, columns.started >= since, columns.started < until
        )
        return [Part(**row) for row in connection.execute(own).mappings()]

    def ratings(
        self, connection: Connection, agent: str, since: Instant, until: Instant
    ) -> Sequence[Rating]:
        """How customers rated an agent in a time."""
        columns = ratings.c
        own = (
            select(columns.question, columns.value, func.count())
            .where(columns.agent == agent, columns.at >= since, columns.at < until)
            .group_by(columns.question, columns.value)
            .order_by(columns.question, columns.value)
        )
        return [Rating(*row) for row in connection.execute(own)]

    def contacts(self, connection: Connection, asked: Collection[str]) -> Mapping[str, View]:
        """Contacts as lines of the list, by id."""
        names = self._around.remembering()
        found = select(interactions).where(interactions.c.id.in_(asked))
        rows = connection.execute(found).mappings().all()
        return {row["id"]: line_view(connection, row, names) for row in rows}
