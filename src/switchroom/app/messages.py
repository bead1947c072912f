"""Every kind of event and command that is ever stored, and who keeps rows from it."""

from switchroom.domain.chain import events as chain_events
from switchroom.domain.interaction import events as interaction_events
from switchroom.domain.routing import events as routing_events
from switchroom.features.agents import events as agents
from switchroom.features.alarms import events as alarms
from switchroom.features.customers import events as customers
from switchroom.features.desk import messages as desk
from switchroom.features.interactions.projectors import PROJECTORS as INTERACTION_PROJECTORS
from switchroom.features.notices import events as notices
from switchroom.features.prompts import events as prompts
from switchroom.features.recordings import messages as recordings
from switchroom.features.recordings.projectors import PROJECTORS as RECORDING_PROJECTORS
from switchroom.features.screening import events as screening
from switchroom.features.settings import events as settings
from switchroom.features.users import events as users
from switchroom.runtime.messages import MessageTypes
from switchroom.runtime.transaction import Projectors

OWN = (agents, alarms, customers, desk, notices, prompts, recordings, screening, settings, users)


def message_types() -> MessageTypes:
    """All kinds, by name."""
    happened = interaction_events.MESSAGES + routing_events.MESSAGES + chain_events.MESSAGES
    return MessageTypes([*happened, *(kind for module in OWN for kind in module.MESSAGES)])


def projectors() -> Projectors:
    """All that follow events within their transaction."""
    found = Projectors()
    for kind, projector in (*INTERACTION_PROJECTORS, *RECORDING_PROJECTORS):
        found.add(kind, projector)
    return found
