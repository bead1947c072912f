"""Scripted parties over real SIP and RTP, for tests, demonstrations and measurements."""

from switchroom.adapters.sipp.ledger import Entry, Ledger
from switchroom.adapters.sipp.runner import (
    Party,
    Place,
    answering,
    answering_agent,
    call,
    register,
)
from switchroom.adapters.sipp.sound import tone
from switchroom.adapters.sipp.steps import (
    Answers,
    AwaitCue,
    AwaitHangUp,
    Behaviour,
    HangUp,
    NeverAnswers,
    Pause,
    Play,
    Press,
    Rejects,
    Step,
)

__all__ = [
    "Answers",
    "AwaitCue",
    "AwaitHangUp",
    "Behaviour",
    "Entry",
    "HangUp",
    "Ledger",
    "NeverAnswers",
    "Party",
    "Pause",
    "Place",
    "Play",
    "Press",
    "Rejects",
    "Step",
    "answering",
    "answering_agent",
    "call",
    "register",
    "tone",
]
