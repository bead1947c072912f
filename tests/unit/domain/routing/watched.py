"""The routing's rules written down a second time, by brute force over the rows."""

from collections import Counter
from dataclasses import replace

from tests.unit.domain.routing.centre import Centre
from typing_extensions import override

from switchroom.domain.presence.states import open_channels
from switchroom.domain.routing import events
from switchroom.domain.routing.claim import claim
from switchroom.domain.routing.rules import AgentRule, Request, SkillNeed
from switchroom.domain.routing.state import RoutingState


class Watched(Centre):
    """A centre whose every event is judged by the rows that came before it."""

    def __init__(self) -> None:
        super().__init__()
        self.fate: dict[str, str] = {}
        self.working: set[tuple[str, str]] = set()
        self.stays: Counter[str] = Counter()
        self.counted: Counter[str] = Counter()

    @override
    def saw(self, event: events.RoutingEvent) -> None:
        if isinstance(event, events.InteractionOffered):
            self._judge_offer(event)
        if isinstance(event, events.InteractionAssigned):
            self.counted[event.interaction] += 1
        self._follow(event)
        self._follow_work(event)

    def could_serve(self, agent: str, request: Request) -> bool:
        rule, queue = self.state.agents[agent].rule, self.state.queues[request.queue].rule
        row = self.rows.agents.get(agent)
        failed = self.rows.entries[request.interaction].failed.get(agent)
        if row is None or (failed is not None and self.now < failed + queue.retry_pause):
            return False
        if request.interaction in row.presence.works:
            return False
        if queue.channel not in open_channels(row.presence, rule.capacity, rule.interrupts):
            return False
        if request.only_agent is not None:
            return request.only_agent == agent
        if request.first_agent == agent:
            return True
        return (
            (not queue.agents or agent in queue.agents)
            and (rule.queues is None or queue.queue in rule.queues)
            and all(self._has(rule, need, request) for need in (*queue.needs, *request.needs))
        )

    def is_free(self, agent: str, request: Request) -> bool:
        presence = self.rows.agents[agent].presence
        channel = self.state.queues[request.queue].rule.channel
        capacity = self.state.agents[agent].rule.capacity.get(channel, 0)
        return (
            presence.signed_in
            and presence.offer is None
            and not presence.wrap_ups
            and not presence.reserved
            and request.interaction not in presence.works
            and list(presence.works.values()).count(channel) < max(1, capacity)
        )

    def can_intercept(self, agent: str, request: Request) -> bool:
        rule, queue = self.state.agents[agent].rule, self.state.queues[request.queue].rule
        presence = replace(self.rows.agents[agent].presence, ready=True)
        failed = self.rows.entries[request.interaction].failed.get(agent)
        return (
            presence.signed_in
            and queue.channel in open_channels(presence, rule.capacity, rule.interrupts)
            and request.interaction not in presence.works
            and (failed is None or self.now >= failed + queue.retry_pause)
        )

    def waiting(self) -> list[Request]:
        ringing = {offer.interaction for offer in self.rows.offers.values()}
        return [row.request for name, row in self.rows.entries.items() if name not in ringing]

    def _has(self, rule: AgentRule, need: SkillNeed, request: Request) -> bool:
        level = need.level
        if need.relax_after is not None and self.now - request.entered >= need.relax_after:
            level = need.relaxed_level
        return not need.required or rule.skills.get(need.skill, 0) >= level

    def _claim(self, request: Request) -> tuple[int, int, str]:
        return claim(request, self.state.queues[request.queue].rule.weight)

    def _judge_offer(self, event: events.InteractionOffered) -> None:
        request = self.rows.entries[event.interaction].request
        others = [o for o in self.rows.offers.values() if o.interaction == event.interaction]
        if event.picked_up:
            assert self.is_free(event.agent, request), "picked up by somebody who is not free"
            assert not others, "two are asked for what was picked up"
            return
        self._judge_intercept(event, request)
        whose = event.instead_of or event.agent
        assert self.could_serve(whose, request), "offered to somebody who cannot serve"
        for other in self.waiting():
            if self._claim(other) < self._claim(request):
                for agent in (whose, event.agent):
                    assert not self.could_serve(agent, other), "a better claim was passed over"
        if others:
            assert self.state.queues[event.queue].rule.strategy == "ring-all"

    def _judge_intercept(self, event: events.InteractionOffered, request: Request) -> None:
        other = self.rows.intercepts.get(event.instead_of or event.agent)
        if event.instead_of:
            assert event.agent == other, "offered to somebody who does not intercept"
            assert self.can_intercept(other, request), "intercepted by somebody not free"
        elif other is not None:
            assert not self.can_intercept(other, request), "not intercepted"

    def _follow(self, event: events.RoutingEvent) -> None:
        match event:
            case events.InteractionQueued(interaction=name):
                expected = {"offered"} if event.returned else {"overflowed", "new"}
                assert self.fate.get(name, "new") in expected
                self.stays[name] += name not in self.fate
                self.fate[name] = "waiting"
            case events.InteractionOffered(interaction=name):
                assert self.fate[name] in {"waiting", "offered"}
                self.fate[name] = "offered"
            case events.InteractionAssigned(interaction=name):
                assert self.fate[name] == "offered"
                del self.fate[name]
            case events.InteractionWithdrawn(interaction=name):
                assert self.fate[name] in {"waiting", "offered"}
                del self.fate[name]
            case events.InteractionOverflowed(interaction=name, target=target):
                assert self.fate.get(name, "new") in {"waiting", "overflowed", "new"}
                self.stays[name] += name not in self.fate
                self.fate[name] = "overflowed"
                if target not in self.state.queues:
                    del self.fate[name]
            case _:
                pass

    def _follow_work(self, event: events.RoutingEvent) -> None:
        match event:
            case events.InteractionAssigned() | events.WorkStarted():
                assert (event.interaction, event.agent) not in self.working, "twice on the same"
                self.working.add((event.interaction, event.agent))
            case events.WorkEnded():
                self.working.remove((event.interaction, event.agent))
            case _:
                pass


def indices(state: RoutingState) -> object:
    """Everything that decides what happens next, and is not in the rows."""
    preferring = {name: list(claims) for name, claims in state.preferring.items()}
    return (
        preferring,
        state.wrap_ups,
        {
            name: (
                {key: list(lane.line) for key, lane in queue.lanes.items()},
                {key: lane.head for key, lane in queue.lanes.items()},
                list(queue.idle),
                queue.staffed.keys(),
                queue.ringing.keys(),
                queue.serving.keys(),
                queue.length,
            )
            for name, queue in state.queues.items()
        },
    )
