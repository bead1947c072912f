"""What follows from one input: a changed call, events to store, acts to carry out then."""

from dataclasses import dataclass, field

from switchroom.channels.voice.acts import Act
from switchroom.channels.voice.call import Call
from switchroom.domain.flow.library import Flows
from switchroom.domain.interaction.events import EndCause, InteractionEnded
from switchroom.kernel.messages import Event
from switchroom.kernel.time import Instant


@dataclass(slots=True)
class Reaction:
    """Gathers what follows; `call` is a copy that replaces the old one when `events` are stored."""

    call: Call
    flows: Flows
    now: Instant
    events: list[Event] = field(default_factory=list)
    acts: list[Act] = field(default_factory=list)

    def record(self, *events: Event) -> None:
        """Let these be stored."""
        self.events.extend(events)

    def act(self, *acts: Act) -> None:
        """Let these be done, in order, once the events are stored."""
        self.acts.extend(acts)

    def end(self, cause: EndCause, code: int = 0) -> None:
        """The interaction is over; said once, whatever ends afterwards."""
        if not self.call.ended:
            self.call.ended = True
            event = InteractionEnded(interaction=self.call.interaction, cause=cause, code=code)
            self.record(event)
