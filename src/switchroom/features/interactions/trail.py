"""The path through the flow, and what was learned on it."""

from sqlalchemy import Insert, Table, bindparam, delete, func, insert, select

from switchroom.domain.interaction.events import FactLearned, FlowStepped
from switchroom.features.interactions.lifecycle import OF
from switchroom.features.interactions.tables import interaction_facts, interaction_path
from switchroom.ports.store import Transaction


def _appending(table: Table) -> Insert:
    """A row behind the last one of its interaction."""
    step = func.coalesce(func.max(table.c.step), 0) + 1
    following = select(step).where(table.c.interaction == OF).scalar_subquery()
    return insert(table).values(step=following).inline()


_STEP = _appending(interaction_path)
_LEARN = _appending(interaction_facts)

_fact = interaction_facts.c
_FORGET = delete(interaction_facts).where(_fact.interaction == OF, _fact.name == bindparam("fact"))


def stepped(tx: Transaction, _: str, event: FlowStepped) -> None:
    """The flow entered a node."""
    row = {
        "interaction": event.interaction,
        "flow": event.flow,
        "node": event.node,
        "kind": event.kind,
        "label": dict(event.label),
        "detail": dict(event.detail),
        "at": tx.now,
    }
    tx.connection.execute(_STEP, {"of": event.interaction, **row})


def learned(tx: Transaction, _: str, event: FactLearned) -> None:
    """Something is known; what is learned again replaces what was."""
    tx.connection.execute(_FORGET, {"of": event.interaction, "fact": event.name})
    row = {
        "interaction": event.interaction,
        "name": event.name,
        "value": event.value,
        "at": tx.now,
    }
    tx.connection.execute(_LEARN, {"of": event.interaction, **row})


PROJECTORS = ((FlowStepped, stepped), (FactLearned, learned))
