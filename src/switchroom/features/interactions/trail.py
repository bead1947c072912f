"""The path through the flow, and what was learned on it."""

from sqlalchemy import Table, delete, func, insert, select

from switchroom.domain.interaction.events import FactLearned, FlowStepped
from switchroom.features.interactions.tables import interaction_facts, interaction_path
from switchroom.ports.store import Transaction


def stepped(tx: Transaction, _: str, event: FlowStepped) -> None:
    """The flow entered a node."""
    row = insert(interaction_path).values(
        interaction=event.interaction,
        step=_next_step(tx, interaction_path, event.interaction),
        flow=event.flow,
        node=event.node,
        kind=event.kind,
        label=dict(event.label),
        detail=dict(event.detail),
        at=tx.now,
    )
    tx.connection.execute(row)


def learned(tx: Transaction, _: str, event: FactLearned) -> None:
    """Something is known; what is learned again replaces what was."""
    facts = interaction_facts
    same = (facts.c.interaction == event.interaction) & (facts.c.name == event.name)
    step = _next_step(tx, facts, event.interaction)
    tx.connection.execute(delete(facts).where(same))
    row = insert(facts).values(
        interaction=event.interaction, name=event.name, step=step, value=event.value, at=tx.now
    )
    tx.connection.execute(row)


def _next_step(tx: Transaction, table: Table, interaction: str) -> int:
    last = select(func.max(table.c.step)).where(table.c.interaction == interaction)
    return (tx.connection.execute(last).scalar() or 0) + 1


PROJECTORS = ((FlowStepped, stepped), (FactLearned, learned))
