"""All tables of the product: each feature and channel owns its own, here they are gathered."""

from switchroom.channels.voice import tables as voice
from switchroom.features.agents import tables as agents
from switchroom.features.alarms import tables as alarms
from switchroom.features.customers import tables as customers
from switchroom.features.desk import tables as desk
from switchroom.features.interactions import tables as interactions
from switchroom.features.notices import tables as notices
from switchroom.features.prompts import tables as prompts
from switchroom.features.queues import tables as queues
from switchroom.features.recordings import tables as recordings
from switchroom.features.screening import tables as screening
from switchroom.features.settings import tables as settings
from switchroom.features.users import tables as users
from switchroom.runtime.tables import metadata

OWNERS = (
    agents,
    alarms,
    customers,
    desk,
    interactions,
    notices,
    prompts,
    queues,
    recordings,
    screening,
    settings,
    users,
    voice,
)
"""Whose tables are in `metadata`."""

__all__ = ["OWNERS", "metadata"]
