"""The routing's rows are read back as they were written, by this version and by older ones."""

import pytest
from sqlalchemy import Engine, text
from tests.databases import writer
from tests.unit.domain.routing.centre import Centre

from switchroom.app.migrations import migrate
from switchroom.domain.routing.commands import (
    AcceptOffer,
    Enqueue,
    Intercept,
    RoutingCommand,
    StartWork,
)
from switchroom.domain.routing.events import AgentSignedIn
from switchroom.domain.routing.rows import rows_of
from switchroom.domain.routing.rules import AgentRule, QueueRule
from switchroom.domain.routing.state import Work
from switchroom.features.queues.tables import changes, stored_rows

pytestmark = pytest.mark.integration

ENTRY = (
    '{"request":{"interaction":"waits","queue":"q","entered":5,"priority":0,"needs":[],'
    '"last_agent":null,"only_agent":null,"order":0,"joined":5},"failed":{}}'
)
AGENT = (
    '{"row":{"agent":"a","presence":{"signed_in":true,"ready":true,"reason":"","offer":null,'
    '"works":{"served":"voice"},"wrap_ups":{},"state":"busy","since":7},"idle_since":5,'
    '"misses":1,"worked":3,"turns":{"q":6}},"wrapping":[]}'
)
BEFORE = [
    ("agent", "a", AGENT),
    ("interaction", "waits", f'{{"entry":{ENTRY},"offers":[],"work":null}}'),
    ("interaction", "served", '{"entry":null,"offers":[],"work":["served","a","q",7]}'),
]
INSERT = text("INSERT INTO routing_rows (kind, key, data) VALUES (:kind, :key, :data)")


def test_rows_are_the_states_when_decisions_are_stored(database_url: str) -> None:
    engine = writer(database_url)
    migrate(engine)
    agents = [AgentRule(agent=agent) for agent in "abc"]
    centre = Centre(QueueRule(queue="q"), *agents, ready="abc")
    _store(engine, centre)
    _carry_out(engine, centre, Enqueue(interaction="1", queue="q"))
    _carry_out(engine, centre, AcceptOffer(offer=centre.offer_to("a")))
    _carry_out(engine, centre, StartWork(interaction="1", agent="b", queue="q", wrap_up=False))
    _carry_out(engine, centre, Enqueue(interaction="1", queue="q"))
    _carry_out(engine, centre, Intercept(agent="c", to="a", by="user-9"))
    with engine.connect() as connection:
        rows = stored_rows(connection)
    assert rows == rows_of(centre.state)
    assert (len(rows.works), rows.intercepts) == (2, {"c": "a"})
    engine.dispose()


def test_who_waits_and_who_is_served_stay_when_an_older_versions_rows_are_read(
    database_url: str,
) -> None:
    engine = writer(database_url)
    migrate(engine, "0001")
    with engine.begin() as connection:
        for kind, key, data in BEFORE:
            connection.execute(INSERT, {"kind": kind, "key": key, "data": data})
    migrate(engine)
    with engine.connect() as connection:
        rows = stored_rows(connection)
    assert rows.works == {("served", "a"): Work("served", "a", "q", 7)}
    assert [(name, row.request.entered) for name, row in rows.entries.items()] == [("waits", 5)]
    assert rows.agents["a"].presence.works == {"served": "voice"}
    engine.dispose()


def _store(engine: Engine, centre: Centre) -> None:
    """Store agents who were there before."""
    with engine.begin() as connection:
        for agent in centre.state.agents:
            changes(centre.state, [AgentSignedIn(agent=agent)]).apply(connection)


def _carry_out(engine: Engine, centre: Centre, command: RoutingCommand) -> None:
    with engine.begin() as connection:
        changes(centre.state, centre.do(command)).apply(connection)
