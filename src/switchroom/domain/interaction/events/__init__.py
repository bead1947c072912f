"""What happens to one interaction; with the routing's events, its whole journal."""

from switchroom.domain.interaction.events import (
    callback,
    contact,
    flow,
    monitoring,
    parties,
    recording,
    serving,
    transfer,
)
from switchroom.domain.interaction.events.base import InteractionEvent
from switchroom.domain.interaction.events.callback import (
    CallbackFailed,
    CallbackRequested,
    CallbackTried,
)
from switchroom.domain.interaction.events.contact import (
    CallBarred,
    Channel,
    CustomerIdentified,
    Direction,
    Disposed,
    EndCause,
    InteractionEnded,
    InteractionOpened,
    Rated,
)
from switchroom.domain.interaction.events.flow import (
    CallTransferred,
    FactLearned,
    FlowEnded,
    FlowResumed,
    FlowStarted,
    FlowStepped,
    LanguageChosen,
)
from switchroom.domain.interaction.events.monitoring import (
    MonitorChanged,
    MonitorEnded,
    MonitorStarted,
)
from switchroom.domain.interaction.events.parties import (
    ConferenceStarted,
    PartyFailed,
    PartyFailure,
    PartyHeld,
    PartyJoined,
    PartyKind,
    PartyLeft,
    PartyMuted,
    PartyResumed,
    PartyRung,
    Purpose,
    SpeakersChanged,
)
from switchroom.domain.interaction.events.recording import (
    RecordingFailed,
    RecordingFinished,
    RecordingStarted,
    RecordingStored,
)
from switchroom.domain.interaction.events.serving import (
    AgentConnected,
    AgentLost,
    AgentReturned,
    CustomerHeld,
    CustomerResumed,
    SegmentCause,
    SegmentEnded,
)
from switchroom.domain.interaction.events.transfer import (
    TransferCompleted,
    TransferFailed,
    TransferStarted,
)

MESSAGES: tuple[type[InteractionEvent], ...] = (
    *contact.MESSAGES,
    *flow.MESSAGES,
    *serving.MESSAGES,
    *transfer.MESSAGES,
    *parties.MESSAGES,
    *monitoring.MESSAGES,
    *recording.MESSAGES,
    *callback.MESSAGES,
)
"""All of them, as they are stored by name."""

__all__ = [
    "MESSAGES",
    "AgentConnected",
    "AgentLost",
    "AgentReturned",
    "CallBarred",
    "CallTransferred",
    "CallbackFailed",
    "CallbackRequested",
    "CallbackTried",
    "Channel",
    "ConferenceStarted",
    "CustomerHeld",
    "CustomerIdentified",
    "CustomerResumed",
    "Direction",
    "Disposed",
    "EndCause",
    "FactLearned",
    "FlowEnded",
    "FlowResumed",
    "FlowStarted",
    "FlowStepped",
    "InteractionEnded",
    "InteractionEvent",
    "InteractionOpened",
    "LanguageChosen",
    "MonitorChanged",
    "MonitorEnded",
    "MonitorStarted",
    "PartyFailed",
    "PartyFailure",
    "PartyHeld",
    "PartyJoined",
    "PartyKind",
    "PartyLeft",
    "PartyMuted",
    "PartyResumed",
    "PartyRung",
    "Purpose",
    "Rated",
    "RecordingFailed",
    "RecordingFinished",
    "RecordingStarted",
    "RecordingStored",
    "SegmentCause",
    "SegmentEnded",
    "SpeakersChanged",
    "TransferCompleted",
    "TransferFailed",
    "TransferStarted",
]
