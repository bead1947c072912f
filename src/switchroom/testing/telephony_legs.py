"""What the scripted telephony knows of a leg."""

from dataclasses import dataclass, field

from switchroom.adapters.sipp.steps import Behaviour
from switchroom.kernel.time import Instant, Millis
from switchroom.ports.telephony import LegArrived


@dataclass(frozen=True, slots=True)
class Heard:
    """Something a leg heard; `until` is None while it lasts.

    `what` is a sound's path, `music:<class>`, or `ringback`.
    """

    what: str
    since: Instant
    until: Instant | None = None


@dataclass(slots=True)
class Playing:
    """A playback that runs or waits for the one before it."""

    playback: str
    media: list[str]


@dataclass(slots=True)
class Recording:
    """A message that is being taken."""

    name: str
    since: Instant
    silence: Millis
    quiet_since: Instant


@dataclass(slots=True)
class SimulatedLeg:
    """One party's connection."""

    leg: str
    caller: str
    called: str = ""
    trunk: str = ""
    caller_name: str = ""
    answered: bool = False
    ringing: bool = False
    muted: bool = False
    watched: bool = False
    ours: bool = True
    behaviour: Behaviour | None = None
    bridge: str | None = None
    interaction: str = ""
    recorded_as: str | None = None
    headers: dict[str, str] = field(default_factory=dict)
    playing: list[Playing] = field(default_factory=list)
    recording: Recording | None = None
    heard: list[Heard] = field(default_factory=list)
    digits: str = ""
    """Keys that we sent to it."""

    @property
    def arrived(self) -> LegArrived | None:
        """How it came in; None for one that we rang."""
        if not self.trunk:
            return None
        return LegArrived(
            leg=self.leg,
            caller=self.caller,
            caller_name=self.caller_name,
            called=self.called,
            trunk=self.trunk,
        )

    @property
    def hears(self) -> Heard | None:
        """What it hears at this moment, besides other legs."""
        return self.heard[-1] if self.heard and self.heard[-1].until is None else None

    def begin(self, what: str, now: Instant) -> None:
        """From now on it hears this, and nothing else of the kind."""
        self.silence(now)
        self.heard.append(Heard(what, now))

    def silence(self, now: Instant) -> None:
        """From now on it hears nothing."""
        if current := self.hears:
            self.heard[-1] = Heard(current.what, current.since, now)
