"""What the board shows, and what it must know from elsewhere."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol, TypeAlias

from sqlalchemy import Connection

from switchroom.ports.routing import AgentStanding, RoutingView
from switchroom.ports.trunks import CONDITIONS, TrunkState
from switchroom.runtime.web.access import Identity
from switchroom.runtime.web.scope import OF_ALL

View: TypeAlias = Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Placed:
    """Something that is shown, and whose it is: who sees it depends on that.

    Attributes:
        view: how it is shown.
        site: empty or `*`: of all sites.
        departments: none: of all.
    """

    view: View
    site: str = OF_ALL
    departments: frozenset[str] = frozenset()


class Lore(Protocol):
    """What the database knows; composed of the features by `app`."""

    def cards(self, connection: Connection) -> Mapping[str, Placed]:
        """What does not change with an agent's state: name, number, team, queues, skills."""
        ...

    def calls(self, connection: Connection, chosen: Collection[str] | None) -> Mapping[str, Placed]:
        """Those of the chosen interactions that run; None: all that run."""
        ...

    def groups(self, connection: Connection) -> View:
        """Names of `teams`, `skills` and `lines` (trunks), by id."""
        ...

    def lines(self, connection: Connection, interaction: str, after: int) -> Sequence[View]:
        """The journal of an interaction behind a position, in order."""
        ...

    def may_see(self, connection: Connection, identity: Identity, interaction: str) -> bool:
        """Whether somebody may see an interaction."""
        ...


def state_view(standing: AgentStanding, routing: RoutingView) -> View:
    """An agent's state; `calls` are in work, `ringing` is being offered."""
    offers = [routing.offer(offer) for offer in standing.offers]
    return {
        "id": standing.agent,
        "state": standing.state,
        "reason": standing.reason or None,
        "pending_reason": standing.pending_reason or None,
        "since": standing.since,
        "wrap_up_until": standing.wrap_up_until,
        "calls": standing.works,
        "ringing": [offer.interaction for offer in offers if offer],
        "intercepted_by": standing.intercepted_by,
    }


def trunk_view(state: TrunkState, calls: Collection[View]) -> View:
    """A trunk's state with the calls that run over it."""
    own = [call["direction"] for call in calls if call["trunk"] == state.trunk]
    return {
        "id": state.trunk,
        "condition": state.condition,
        "says": CONDITIONS[state.condition],
        "round_trip": state.round_trip,
        "calls_in": own.count("in"),
        "calls_out": own.count("out"),
    }
