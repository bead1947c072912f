"""What time alone brings about."""

from typing import assert_never

from switchroom.domain.routing.alarms import Alarm
from switchroom.domain.routing.commands import Tick
from switchroom.domain.routing.offers import lose_offer
from switchroom.domain.routing.standing import restand
from switchroom.domain.routing.turn import Turn
from switchroom.domain.routing.work import wrap_up_is_over


def tick(turn: Turn, _command: Tick) -> None:
    """Everything that is due: offers run out, wrap-ups end, needs relax, pauses are over."""
    state = turn.state
    for alarm in state.alarms.take(turn.now, state.rings):
        if state.rings(alarm):
            _ring(turn, alarm)


def _ring(turn: Turn, alarm: Alarm) -> None:
    match alarm.kind:
        case "offer":
            lose_offer(turn, turn.state.offers[alarm.subject], "no-answer")
        case "wake":
            restand(turn, turn.state.entries[alarm.subject])
        case "wrap-up":
            wrap_up_is_over(turn, turn.state.agents[alarm.subject], alarm.interaction)
        case _:
            assert_never(alarm.kind)
