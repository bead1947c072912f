"""One call, the routing and the telephone engine around it, as far as the call can tell."""

from collections import Counter

from switchroom.channels.voice import acts
from switchroom.channels.voice.call import Call
from switchroom.channels.voice.dialling import begin, dialled_call
from switchroom.channels.voice.inputs import (
    Assigned,
    CallInput,
    LegUp,
    NotStarted,
    Offered,
    Started,
)
from switchroom.channels.voice.machine import react
from switchroom.channels.voice.reaction import Reaction
from switchroom.domain.flow.library import Flows
from switchroom.domain.interaction.events import InteractionEnded, SegmentEnded
from switchroom.domain.routing.commands import (
    AcceptOffer,
    EndWork,
    Enqueue,
    FailOffer,
    StartWork,
    Withdraw,
)
from switchroom.kernel.errors import SwitchroomError
from switchroom.kernel.time import Millis
from switchroom.ports.directory import AgentLine, Callbacks, Way

AGENTS = ("ann", "bob", "cat", "dan")
OUTSIDE = "+8613900000001"


class Everybody:
    def line(self, agent: str) -> AgentLine:
        return AgentLine(
            agent=agent,
            number="",
            endpoint=f"agent:{agent}",
            extension=agent,
            browser=agent in {"ann", "bob"},
        )

    def way(self, number: str, agent: str, caller: str = "") -> Way:
        colleague = number if number in AGENTS else ""
        endpoint = f"agent:{number}" if colleague else f"trunk:main/{number}"
        return Way(number=number, reach="local", endpoint=endpoint, caller="95598", agent=colleague)

    def is_queue(self, queue: str) -> bool:
        return True

    def survey(self, queue: str) -> str:
        return ""

    def patience(self) -> Millis:
        return 60_000

    def callbacks(self) -> Callbacks:
        return Callbacks(tries=2, pause=60_000)

    def flows(self) -> Flows:
        return Flows()


class Engine:
    """What the acts amount to: legs that ring or are up, and what each of them hears."""

    def __init__(self) -> None:
        self.ringing: set[str] = set()
        self.up: set[str] = set()
        self.bridged: set[str] = set()
        self.sound: dict[str, str] = {}
        self.monitors: set[str] = set()

    def do(self, act: acts.Act) -> None:  # noqa: C901 one case an act
        match act:
            case acts.Ring(plan=plan):
                assert plan.leg not in self.up
                self.ringing.add(plan.leg)
            case acts.Join(legs=legs):
                for leg in legs:
                    self.bridged.add(leg)
                    self.sound.pop(leg, None)
            case acts.Leave(leg=leg):
                self.bridged.discard(leg)
            case acts.StartMusic(leg=leg):
                self.sound[leg] = "music"
            case acts.StartRingback(leg=leg):
                self.sound[leg] = "ringback"
            case acts.StopMusic(leg=leg) | acts.StopRingback(leg=leg):
                self.sound.pop(leg, None)
            case acts.Dissolve():
                self.bridged.clear()
            case acts.StartMonitor(monitor=monitor):
                self.monitors.add(monitor)
            case acts.EndMonitor(monitor=monitor):
                self.monitors.discard(monitor)
            case _:
                pass

    def forget(self, leg: str) -> None:
        for legs in (self.ringing, self.up, self.bridged):
            legs.discard(leg)
        self.sound.pop(leg, None)


class World:
    """A caller who waits in a queue, and what is made of the acts of the call."""

    def __init__(self) -> None:
        self.now = 1_000
        self.engine = Engine()
        self.ends: list[str] = []
        self.works: set[str] = set()
        self.refused: set[str] = set()
        self.waiting: Enqueue | None = None
        self.offers: dict[str, str] = {}
        self.started: list[str] = []
        self.ended_segments: Counter[str] = Counter()
        self.over = 0
        self.queued = 0
        self.call = Call(
            interaction="i", leg="caller", caller="1", caller_name="", called="2", arrived=0
        )
        self.engine.up.add("caller")
        self.engine.sound["caller"] = "music"
        self.call.queue, self.call.queue_token = "q", "i.1.1"
        self.waiting = Enqueue(interaction="i", queue="q")
        self.call.waits = self.waiting

    def happen(self, happened: CallInput) -> None:
        self.now += 10
        try:
            self.take(react(self.call, happened, Everybody(), self.now))
        except SwitchroomError:
            return

    def take(self, reaction: Reaction) -> None:
        self.call = reaction.call
        for event in reaction.events:
            if isinstance(event, SegmentEnded):
                self.ended_segments[event.segment] += 1
            self.over += isinstance(event, InteractionEnded)
        for act in reaction.acts:
            self.engine.do(act)
            if isinstance(act, acts.End):
                self.ends.append(act.leg)
            if isinstance(act, acts.Route):
                self.route(act)

    def route(self, act: acts.Route) -> None:
        match act.command:
            case StartWork(agent=who):
                assert who not in self.works
                self.works.add(who)
                self.started.append(who)
            case EndWork(agent=who):
                assert who in self.works, "a work ends once"
                self.works.remove(who)
                self.started = [one for one in self.started if one != who]
            case Enqueue():
                assert self.waiting is None
                self.waiting = act.command
            case Withdraw():
                self.waiting = None
                self.offers.clear()
            case AcceptOffer(offer=offer):
                if offer in self.offers:
                    who = self.offers.pop(offer)
                    self.waiting = None
                    self.works.add(who)
                    self.happen(Assigned(offer=offer, agent=who))
            case FailOffer(offer=offer):
                self.offers.pop(offer, None)
            case _:
                pass

    def dial(self, colleague: bool) -> None:
        """Begin anew as a call that an agent makes."""
        way = Everybody().way("dan" if colleague else OUTSIDE, "ann")
        self.engine, self.waiting = Engine(), None
        reaction = Reaction(dialled_call("i", way, "", self.now), Everybody(), self.now)
        begin(reaction, "ann", way)
        self.take(reaction)

    def pick_up(self, leg: str) -> None:
        self.engine.ringing.discard(leg)
        self.engine.up.add(leg)
        self.happen(LegUp(leg=leg))

    def offer(self, who: str) -> None:
        self.queued += 1
        self.offers[f"o{self.queued}"] = who
        self.happen(Offered(offer=f"o{self.queued}", agent=who, queue="q"))

    def routing_answers(self, agreed: bool) -> None:
        who = self.started.pop(0)
        party = self.call.party_of(who)
        if agreed or party is None:
            self.happen(Started(agent=who))
        else:
            self.refused.add(who)
            self.happen(NotStarted(leg=party.leg))
