"""The call's part while people talk: hold, keys, prompts, leaving, and the end.

Policy.
- Who hangs up leaves. The call ends when nobody but the customer is left, when the customer leaves,
  and when the one who leads it says so for all; one between colleagues, when one is left.
- Who hangs up while consulting somebody has sent the customer to them: a customer who hears music
  is never cut off by it. Whoever is still being rung then is rung for the customer.
- A customer is held by the one who leads; when that one goes, the customer is back in the talk.
"""

from dataclasses import replace

from switchroom.channels.voice.acts import End, PlayToAll, PressKeys
from switchroom.channels.voice.call import Party
from switchroom.channels.voice.parties import leading, next_id, own, part
from switchroom.channels.voice.reaction import Reaction
from switchroom.channels.voice.surveying import ask_instead_of_ending
from switchroom.domain.flow.messages import Spoken
from switchroom.domain.interaction.commands import HangUpInteraction, PlayPrompt, SendDigits
from switchroom.domain.interaction.events import (
    CustomerHeld,
    CustomerResumed,
    EndCause,
    SegmentCause,
    TransferCompleted,
    TransferStarted,
)
from switchroom.kernel.errors import ConflictError, InvalidError

KEYS = frozenset("0123456789*#ABCD")


def hold(reaction: Reaction, agent: str) -> None:
    """The customer hears music; asking twice does it once."""
    leading(reaction, agent)
    require_customer(reaction)
    if not reaction.call.customer_held:
        set_customer_held(reaction, agent, held=True)


def set_customer_held(reaction: Reaction, agent: str, *, held: bool) -> None:
    """Music, or talk."""
    call = reaction.call
    call.customer_held = held
    kind = CustomerHeld if held else CustomerResumed
    reaction.record(kind(interaction=call.interaction, agent=agent))


def send_digits(reaction: Reaction, wish: SendDigits) -> None:
    """Press keys for a consulted number, else for the customer's side."""
    own(reaction, wish.agent)
    if not wish.digits or not KEYS.issuperset(wish.digits):
        raise InvalidError("Keys are 0 to 9, *, #, and A to D.")
    call, consulted = reaction.call, reaction.call.consulted
    if consulted and consulted.kind == "number" and consulted.state == "in":
        reaction.act(PressKeys(leg=consulted.leg, digits=wish.digits))
    else:
        require_customer(reaction)
        reaction.act(PressKeys(leg=call.leg, digits=wish.digits))


def play_prompt(reaction: Reaction, wish: PlayPrompt) -> None:
    """Let everybody in the talk hear a prompt."""
    own(reaction, wish.agent)
    call = reaction.call
    piece = Spoken(kind="prompt", value=wish.prompt)
    playback = f"{call.interaction}.prompt.{next_id(reaction)}"
    reaction.act(
        PlayToAll(bridge=call.bridge, playback=playback, pieces=(piece,), language=call.language)
    )


def hang_up(reaction: Reaction, wish: HangUpInteraction) -> None:
    """The agent leaves, or ends it for all."""
    if wish.for_all:
        leading(reaction, wish.agent)
        end_all(reaction, "agent-hung-up", "agent-hung-up")
    else:
        leave(reaction, own(reaction, wish.agent))


def leave(reaction: Reaction, party: Party, *, gone: bool = False) -> None:
    """Somebody in the call leaves it, as they wished."""
    call = reaction.call
    consulted = call.consulted
    if consulted and party == call.lead:
        hand_over(reaction, party, consulted, gone=gone)
        return
    alone = len(call.parties) == 1
    part(reaction, party, "agent-hung-up" if alone else "left", gone=gone)
    if ask_instead_of_ending(reaction, party):
        return
    if call.callback and call.leg and not call.parties:
        reaction.act(End(leg=call.leg))  # its end is the end of this try
        return
    if party == consulted and call.customer_held:
        set_customer_held(reaction, party.by, held=False)
    go_on(reaction, "agent-hung-up")


def hand_over(reaction: Reaction, lead: Party, to: Party, *, gone: bool = False) -> None:
    """The lead leaves the customer with the consulted one, who may still be ringing."""
    call = reaction.call
    part(reaction, lead, "transferred", gone=gone)
    call.parties[to.leg] = replace(to, purpose="transfer", by=lead.agent)
    name = to.agent or to.number
    if to.joined:
        reaction.record(TransferCompleted(interaction=call.interaction, by=lead.agent, to=name))
    else:
        reaction.record(
            TransferStarted(interaction=call.interaction, by=lead.agent, kind=to.kind, target=name)
        )
        if call.customer_held:
            set_customer_held(reaction, lead.agent, held=False)


def go_on(reaction: Reaction, cause: EndCause, code: int = 0) -> None:
    """What becomes of the rest when somebody has left."""
    call = reaction.call
    if call.ended or call.in_flow:
        return
    if call.joined and not (call.internal and len(call.parties) == 1):
        return
    if call.parties and not call.internal and call.reached:
        _ring_for_the_customer(reaction)
        return
    end_all(reaction, cause, "left" if call.internal else "agent-hung-up", code)


def end_all(
    reaction: Reaction,
    cause: EndCause,
    segments: SegmentCause,
    code: int = 0,
    *,
    by: str = "",
    wrap_up: bool = True,
) -> None:
    """The call is over for everybody."""
    call = reaction.call
    for party in list(call.parties.values()):
        part(reaction, party, segments, wrap_up=wrap_up)
    if not call.leg:
        call.gone = True
    elif not call.gone:
        reaction.act(End(leg=call.leg))
    reaction.end(cause, code, by)


def _ring_for_the_customer(reaction: Reaction) -> None:
    call = reaction.call
    for party in list(call.parties.values()):
        call.parties[party.leg] = replace(party, purpose="transfer")
    if call.customer_held:
        set_customer_held(reaction, "", held=False)


def require_customer(reaction: Reaction) -> None:
    """Refuse what needs a customer where there is none."""
    call = reaction.call
    if call.gone or not call.reached:
        raise ConflictError("There is no customer in this call.")
