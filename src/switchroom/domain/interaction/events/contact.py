"""The contact itself: how it began, who it is, how it ended."""

from typing import Literal

from switchroom.domain.interaction.events.base import InteractionEvent

Channel = Literal["voice", "chat", "email", "fax", "sms", "callback", "video", "task"]
Direction = Literal["in", "out"]

EndCause = Literal[
    "agent-hung-up",
    "customer-hung-up",
    "customer-left-queue",
    "customer-left-menu",
    "menu-ended",
    "voicemail",
    "overflow",
    "refused",
    "failed",
    "lost",
    "not-reached",
    "transfer-failed",
    "released",
]
"""`lost`: the telephone engine no longer knew it. `refused`: number not in service, or barred.
`not-reached`: whom we called did not answer. `transfer-failed`: nobody took it, and it had come
from no queue. `released`: a supervisor ended it."""


class InteractionOpened(InteractionEvent, frozen=True, kw_only=True):
    """A contact began. Numbers are normalised: E.164 where it is known."""

    channel: Channel
    direction: Direction
    caller: str
    called: str
    caller_name: str = ""
    trunk: str = ""
    site: str = "main"
    leg: str = ""
    department: str = ""


class CallBarred(InteractionEvent, frozen=True, kw_only=True):
    """The caller is not served; `entry` is the line of the black list, if it was that."""

    why: Literal["blacklisted", "not-listed"]
    entry: str = ""


class CustomerIdentified(InteractionEvent, frozen=True, kw_only=True):
    """We know who it is."""

    customer: str
    by: Literal["number", "account", "agent"]


class Disposed(InteractionEvent, frozen=True, kw_only=True):
    """How the agent sums it up."""

    agent: str
    disposition: str
    note: str = ""


class Rated(InteractionEvent, frozen=True, kw_only=True):
    """The customer answered a question by a key; `agent` is whom they had talked with, if any."""

    question: str
    value: int
    agent: str = ""


class InteractionEnded(InteractionEvent, frozen=True, kw_only=True):
    """It is over. `code` is the Q.850 cause where there is one; `by` a supervisor who ended it."""

    cause: EndCause
    code: int = 0
    by: str = ""


MESSAGES: tuple[type[InteractionEvent], ...] = (
    InteractionOpened,
    CallBarred,
    CustomerIdentified,
    Disposed,
    Rated,
    InteractionEnded,
)
