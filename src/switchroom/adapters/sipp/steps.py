"""What a scripted party does in a call, one step after the other."""

from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from switchroom.kernel.time import Millis

LEAD = 850
"""SIPp sends so much of other packets before the first key, in ms."""


@dataclass(frozen=True, slots=True)
class Pause:
    """Wait, connected; a party that is hung up on meanwhile counts as failed."""

    milliseconds: Millis
    kind: Literal["pause"] = "pause"


@dataclass(frozen=True, slots=True)
class Press:
    """Press keys, as RFC 4733 events of `length` ms each, with as long between them.

    The sound pauses meanwhile: SIPp sends keys as a source of their own, and Asterisk takes each
    change of source within a key for another key.
    """

    digits: str
    length: Millis = 100
    kind: Literal["press"] = "press"

    @property
    def takes(self) -> Millis:
        """How long it lasts."""
        return LEAD + 2 * self.length * len(self.digits)


@dataclass(frozen=True, slots=True)
class AwaitCue:
    """Wait for `Party.cue`, connected; the sound goes on. For callers alone."""

    kind: Literal["await-cue"] = "await-cue"


@dataclass(frozen=True, slots=True)
class Play:
    """Begin to send a sound (raw A-law, 8 kHz); -1 times is without end. `sound.tone` makes one."""

    path: Path
    times: int = -1
    kind: Literal["play"] = "play"


@dataclass(frozen=True, slots=True)
class HangUp:
    """Say BYE; the last step."""

    kind: Literal["hang-up"] = "hang-up"


@dataclass(frozen=True, slots=True)
class AwaitHangUp:
    """Wait for the other's BYE; the last step. Failed when it does not come in time."""

    within: Millis = 60_000
    kind: Literal["await-hang-up"] = "await-hang-up"


Step = Pause | Press | AwaitCue | Play | HangUp | AwaitHangUp


@dataclass(frozen=True, slots=True)
class Answers:
    """Rings for a while, answers, then does the steps."""

    after: Millis = 200
    steps: tuple[Step, ...] = (AwaitHangUp(),)
    kind: Literal["answers"] = "answers"


@dataclass(frozen=True, slots=True)
class Rejects:
    """Rings for a while, then declines."""

    after: Millis = 200
    status: str = "486 Busy Here"
    kind: Literal["rejects"] = "rejects"


@dataclass(frozen=True, slots=True)
class NeverAnswers:
    """Rings until the caller gives up."""

    within: Millis = 120_000
    kind: Literal["never-answers"] = "never-answers"


Behaviour = Answers | Rejects | NeverAnswers
