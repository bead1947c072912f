"""What contacts are shown with, and other features know."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Any, Self

from sqlalchemy import Connection

Names = Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Surroundings:
    """Answers of other features; composed by `app`, which sets it as `state.surroundings`.

    Attributes:
        customer: a customer as the desk shows one.
        customer_name: only the name; empty for nobody.
        customers_named: ids of customers whose name contains a text.
        agent_name: the name of an agent.
        queue_name: the name of a queue in both languages.
        dispositions: ids of what a contact can be summed up as.
        recordings: the recordings of an interaction, as the desk shows them.
        region: whose national numbers people write.
    """

    customer: Callable[[Connection, str], Mapping[str, Any] | None]
    customer_name: Callable[[Connection, str], str]
    customers_named: Callable[[Connection, str], Sequence[str]]
    agent_name: Callable[[Connection, str], str]
    queue_name: Callable[[Connection, str], Names]
    dispositions: Callable[[Connection], Collection[str]]
    recordings: Callable[[Connection, str], Sequence[Mapping[str, Any]]]
    region: str

    def remembering(self) -> Self:
        """The same, but asking for each name once; for a single query, thrown away after it."""
        return replace(
            self,
            customer_name=cache(self.customer_name),
            agent_name=cache(self.agent_name),
            queue_name=cache(self.queue_name),
        )
