"""What follows from one input: a changed call, events to store, acts to carry out then."""

from dataclasses import dataclass, field

from switchroom.channels.voice.acts import Act
from switchroom.channels.voice.call import Call
from switchroom.domain.flow.library import Flows
from switchroom.domain.interaction.events import EndCause, InteractionEnded
from switchroom.kernel.messages import Event
from switchroom.kernel.time import Instant
from switchroom.ports.directory import Book


@dataclass(slots=True)
class Reaction:
    """Gathers what follows; `call` is a copy that replaces the old one when `events` are stored.

    Attributes:
        book: who is where; answers from memory, so that the same input has the same outcome.
        actor: the user whose wish it is; empty for what happens by itself.
    """

    call: Call
    book: Book
    now: Instant
    actor: str = ""
    events: list[Event] = field(default_factory=list)
    acts: list[Act] = field(default_factory=list)

    @property
    def flows(self) -> Flows:
        """All flows that calls run on."""
        return self.book.flows()

    def record(self, *events: Event) -> None:
        """Let these be stored."""
        self.events.extend(events)

    def act(self, *acts: Act) -> None:
        """Let these be done, in order, once the events are stored."""
        self.acts.extend(acts)

    def end(self, cause: EndCause, code: int = 0, by: str = "") -> None:
        """The interaction is over; said once, whatever ends afterwards."""
        if not self.call.ended:
            self.call.ended = True
            self.record(
                InteractionEnded(interaction=self.call.interaction, cause=cause, code=code, by=by)
            )
