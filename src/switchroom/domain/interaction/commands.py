"""What agents and supervisors can do with a running interaction.

`agent` and `supervisor` are who asks. What cannot be done now is refused with a sentence.
"""

from collections.abc import Mapping
from typing import Literal

from msgspec import Struct, field

from switchroom.kernel.messages import Command

MonitorMode = Literal["listen", "whisper", "off"]


class Target(Struct, frozen=True, kw_only=True):
    """Whom a call goes to. The id of a node is `<flow>/<node>`, or a node of the call's flow."""

    kind: Literal["queue", "agent", "number", "node"]
    id: str


class CallCommand(Command, frozen=True, kw_only=True):
    """Asked of one running interaction."""

    interaction: str


class AgentCommand(CallCommand, frozen=True, kw_only=True):
    """Asked by an agent who is in it."""

    agent: str


class HoldCustomer(AgentCommand, frozen=True, kw_only=True):
    """Let the customer hear music."""


class ResumeCustomer(AgentCommand, frozen=True, kw_only=True):
    """Talk with the customer again; in a consultation the consulted one is held instead."""


class HangUpInteraction(AgentCommand, frozen=True, kw_only=True):
    """Leave it; it ends if nobody but the customer is left, or `for_all`."""

    for_all: bool = False


class BlindTransfer(AgentCommand, frozen=True, kw_only=True):
    """Send the customer on and leave at once."""

    target: Target


class Consult(AgentCommand, frozen=True, kw_only=True):
    """Ring a colleague or a number while the customer hears music."""

    target: Target


class CompleteTransfer(AgentCommand, frozen=True, kw_only=True):
    """Leave the customer with the consulted one, who may still be ringing."""


class CancelConsult(AgentCommand, frozen=True, kw_only=True):
    """Let the consulted one go, and talk with the customer again."""


class Swap(AgentCommand, frozen=True, kw_only=True):
    """Talk with the other one of customer and consulted one; the one before hears music."""


class MergeConference(AgentCommand, frozen=True, kw_only=True):
    """Bring customer and consulted one together."""


class AddParty(AgentCommand, frozen=True, kw_only=True):
    """Ring one more, who joins the talk that goes on."""

    target: Target


class DropParty(AgentCommand, frozen=True, kw_only=True):
    """Take a party out of the call, by its leg."""

    party: str


class MuteParty(AgentCommand, frozen=True, kw_only=True):
    """Let nobody hear a party, by its leg, or everybody again."""

    party: str
    muted: bool


class SendDigits(AgentCommand, frozen=True, kw_only=True):
    """Press keys, for the consulted number if there is one, else for the customer's side."""

    digits: str


class PlayPrompt(AgentCommand, frozen=True, kw_only=True):
    """Let everybody in the talk hear a prompt."""

    prompt: str


class ReturnToFlow(AgentCommand, frozen=True, kw_only=True):
    """Give the customer back to a flow, with what was entered as `variables`.

    Without a flow it is the one that the call had; without a node, the flow's start.
    """

    flow: str = ""
    node: str = ""
    variables: Mapping[str, str] = field(default_factory=dict)


class RequestRating(AgentCommand, frozen=True, kw_only=True):
    """Leave the customer with the questions that the call's queue asks afterwards."""


class Dial(Command, frozen=True, kw_only=True):
    """Call a number: a new interaction, whose id is the answer."""

    agent: str
    number: str
    caller_id: str = ""
    customer: str = ""
    case: str = ""


class SupervisorCommand(CallCommand, frozen=True, kw_only=True):
    """Asked by a supervisor who is not in it."""

    supervisor: str


class Monitor(SupervisorCommand, frozen=True, kw_only=True):
    """Hear an agent's talk, or whisper to the agent too; `off` ends it. "": who leads the call."""

    agent: str = ""
    mode: MonitorMode


class Barge(SupervisorCommand, frozen=True, kw_only=True):
    """Join the talk."""


class TakeOver(SupervisorCommand, frozen=True, kw_only=True):
    """Join the talk in place of an agent; "": of the one who leads it."""

    agent: str = ""


class Release(SupervisorCommand, frozen=True, kw_only=True):
    """End it for all."""


class AgentGone(Command, frozen=True, kw_only=True):
    """The agent's last page is closed or cannot be reached."""

    agent: str


class AgentBack(Command, frozen=True, kw_only=True):
    """The agent has a new page, whose telephone has none of the calls of the one before."""

    agent: str


CALL_COMMANDS: tuple[type[CallCommand], ...] = (
    HoldCustomer,
    ResumeCustomer,
    HangUpInteraction,
    BlindTransfer,
    Consult,
    CompleteTransfer,
    CancelConsult,
    Swap,
    MergeConference,
    AddParty,
    DropParty,
    MuteParty,
    SendDigits,
    PlayPrompt,
    ReturnToFlow,
    RequestRating,
    Monitor,
    Barge,
    TakeOver,
    Release,
)
"""Everything that is asked of a running interaction."""
