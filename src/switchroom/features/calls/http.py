"""What agents ask of their calls, over HTTP."""

from typing import Annotated

from fastapi import APIRouter
from msgspec import to_builtins

from switchroom.domain.interaction import commands
from switchroom.features.calls.asking import require_target
from switchroom.features.calls.schemas import (
    Addition,
    Dialled,
    Dialling,
    Entry,
    Keys,
    Leaving,
    Muting,
    Prompt,
    Return,
    Transfer,
)
from switchroom.runtime.web.access import Identity, allows
from switchroom.runtime.web.centre import TheCentre
from switchroom.runtime.web.dialling import TheBook, agent_of, require_reach
from switchroom.runtime.web.sight import TheSight

router = APIRouter(prefix="/api", tags=["calls"])
AnAgent = Annotated[Identity, allows("agent.work")]
Transferrer = Annotated[Identity, allows("calls.transfer")]
Conferrer = Annotated[Identity, allows("calls.conference")]
CALL = "/interactions/{interaction}"


@router.post(CALL + "/hold", status_code=204)
async def hold(interaction: str, who: AnAgent, centre: TheCentre) -> None:
    """Let the customer hear music."""
    await centre.bus.send(commands.HoldCustomer(interaction=interaction, agent=agent_of(who)))


@router.post(CALL + "/resume", status_code=204)
async def resume(interaction: str, who: AnAgent, centre: TheCentre) -> None:
    """Talk again."""
    await centre.bus.send(commands.ResumeCustomer(interaction=interaction, agent=agent_of(who)))


@router.post(CALL + "/hang-up", status_code=204)
async def hang_up(
    interaction: str, who: AnAgent, centre: TheCentre, leaving: Leaving | None = None
) -> None:
    """Leave the call, or end it for all."""
    for_all = leaving is not None and leaving.for_all
    await centre.bus.send(
        commands.HangUpInteraction(interaction=interaction, agent=agent_of(who), for_all=for_all)
    )


@router.post(CALL + "/transfer", status_code=204)
async def transfer(
    interaction: str, given: Transfer, who: Transferrer, centre: TheCentre, book: TheBook
) -> None:
    """Send the customer on at once, or consult first."""
    require_target(who, book, given.target)
    kind = commands.Consult if given.how == "consult" else commands.BlindTransfer
    target = given.target.known()
    await centre.bus.send(kind(interaction=interaction, agent=agent_of(who), target=target))


@router.post(CALL + "/transfer/complete", status_code=204)
async def complete(interaction: str, who: Transferrer, centre: TheCentre) -> None:
    """Leave the customer with the consulted one."""
    await centre.bus.send(commands.CompleteTransfer(interaction=interaction, agent=agent_of(who)))


@router.post(CALL + "/consult/cancel", status_code=204)
async def cancel(interaction: str, who: Transferrer, centre: TheCentre) -> None:
    """Let the consulted one go."""
    await centre.bus.send(commands.CancelConsult(interaction=interaction, agent=agent_of(who)))


@router.post(CALL + "/swap", status_code=204)
async def swap(interaction: str, who: Transferrer, centre: TheCentre) -> None:
    """Talk with the other one."""
    await centre.bus.send(commands.Swap(interaction=interaction, agent=agent_of(who)))


@router.post(CALL + "/merge", status_code=204)
async def merge(interaction: str, who: Conferrer, centre: TheCentre) -> None:
    """Bring customer and consulted one together."""
    await centre.bus.send(commands.MergeConference(interaction=interaction, agent=agent_of(who)))


@router.post(CALL + "/parties", status_code=204)
async def add(
    interaction: str, given: Addition, who: Conferrer, centre: TheCentre, book: TheBook
) -> None:
    """Bring one more into the talk."""
    require_target(who, book, given.target)
    target = given.target.known()
    await centre.bus.send(
        commands.AddParty(interaction=interaction, agent=agent_of(who), target=target)
    )


@router.delete(CALL + "/parties/{leg}", status_code=204)
async def drop(interaction: str, leg: str, who: Conferrer, centre: TheCentre) -> None:
    """Take somebody out."""
    await centre.bus.send(
        commands.DropParty(interaction=interaction, agent=agent_of(who), party=leg)
    )


@router.post(CALL + "/parties/{leg}/mute", status_code=204)
async def mute(interaction: str, leg: str, given: Muting, who: AnAgent, centre: TheCentre) -> None:
    """Let nobody hear somebody, or everybody again."""
    await centre.bus.send(
        commands.MuteParty(
            interaction=interaction, agent=agent_of(who), party=leg, muted=given.muted
        )
    )


@router.post(CALL + "/digits", status_code=204)
async def digits(interaction: str, given: Keys, who: AnAgent, centre: TheCentre) -> None:
    """Press keys."""
    await centre.bus.send(
        commands.SendDigits(interaction=interaction, agent=agent_of(who), digits=given.digits)
    )


@router.post(CALL + "/prompt", status_code=204)
async def prompt(interaction: str, given: Prompt, who: AnAgent, centre: TheCentre) -> None:
    """Let everybody hear a prompt."""
    await centre.bus.send(
        commands.PlayPrompt(interaction=interaction, agent=agent_of(who), prompt=given.prompt)
    )


@router.post(CALL + "/return-to-flow", status_code=204)
async def return_to_flow(
    interaction: str, given: Return, who: Transferrer, centre: TheCentre
) -> None:
    """Give the customer back to a flow."""
    await centre.bus.send(
        commands.ReturnToFlow(
            interaction=interaction,
            agent=agent_of(who),
            flow=given.flow,
            node=given.node,
            variables=given.variables,
        )
    )


@router.get("/entries")
async def entries(_: Transferrer, book: TheBook) -> list[Entry]:
    """Where customers can be given back to flows, beside their starts."""
    flows = book.flows()
    serving = [flows.versions[one] for one in flows.published.items()]
    return [
        Entry(flow=flow.id, node=node, name=to_builtins(name))
        for flow in serving
        for node, name in flow.entries.items()
    ]


@router.post(CALL + "/rate", status_code=204)
async def rate(interaction: str, who: AnAgent, centre: TheCentre) -> None:
    """Leave the customer with the questions that the queue asks after a call."""
    await centre.bus.send(commands.RequestRating(interaction=interaction, agent=agent_of(who)))


@router.post("/agent/dial", status_code=201)
async def dial(
    given: Dialling, who: AnAgent, centre: TheCentre, book: TheBook, sight: TheSight
) -> Dialled:
    """Call a number; one's own telephone rings first."""
    require_reach(who, book, given.number, given.caller_id)
    await sight.require_customer(who, given.customer)
    interaction = await centre.bus.send(commands.Dial(agent=agent_of(who), **given.model_dump()))
    return Dialled(interaction=interaction)
