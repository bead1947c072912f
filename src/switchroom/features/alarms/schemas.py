"""What the alarms' HTTP edge takes and gives."""

from dataclasses import asdict
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from switchroom.domain.alarms.kinds import Severity
from switchroom.features.alarms.finding import Search
from switchroom.features.alarms.service import Alarm

MOST = 253_402_300_800_000
"""The year 10000: instants beyond it are no instants."""
Moment = Annotated[int | None, Field(ge=0, lt=MOST)]


class AlarmView(BaseModel):
    """An alarm; times are instants, `cleared` is null while it stands."""

    id: str
    kind: str
    subject: str
    severity: Severity
    detail: str
    raised: int
    last: int
    count: int
    cleared: int | None
    acknowledged_at: int | None
    acknowledged_by: str | None
    acknowledged_by_name: str | None


class SearchQuery(BaseModel):
    """What is looked for; what is left out: anything."""

    model_config = ConfigDict(extra="forbid")

    q: Annotated[str, Field(max_length=100, description="Part of subject, detail or kind.")] = ""
    kind: Annotated[str, Field(max_length=64)] = ""
    severity: Severity | Literal[""] = ""
    state: Literal["raised", "cleared", ""] = ""
    since: Moment = None
    until: Moment = None

    def search(self) -> Search:
        """As it is looked for."""
        return Search(
            text=self.q,
            kind=self.kind,
            severity=self.severity,
            state=self.state,
            since=self.since,
            until=self.until,
        )


class PageQuery(SearchQuery):
    """A search and a page."""

    limit: Annotated[int, Field(ge=1, le=200, description="How many at most.")] = 50
    cursor: Annotated[str | None, Field(max_length=64, description="`next` of a page.")] = None


def alarm_view(alarm: Alarm) -> AlarmView:
    """An alarm as the desk sees it."""
    return AlarmView(**asdict(alarm))
