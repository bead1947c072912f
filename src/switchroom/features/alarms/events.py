"""What happens to alarms; stream `alarm:<id>`."""

from switchroom.domain.alarms.kinds import Severity
from switchroom.kernel.messages import Event


class AlarmRaised(Event, frozen=True, kw_only=True):
    """Something is wrong; `subject` is what, such as a trunk's id, if there are several."""

    alarm: str
    kind: str
    subject: str
    severity: Severity
    detail: str


class AlarmCleared(Event, frozen=True, kw_only=True):
    """It is well again, by itself; so often had it come meanwhile."""

    alarm: str
    count: int


class AlarmAcknowledged(Event, frozen=True, kw_only=True):
    """Somebody has taken note of it."""

    alarm: str
    user: str


MESSAGES = (AlarmRaised, AlarmCleared, AlarmAcknowledged)
"""The feature's own kinds of message."""
