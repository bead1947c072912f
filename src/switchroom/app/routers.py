"""Every feature's routes."""

from switchroom.app.first_run import router as first_run
from switchroom.features.agent_days.http import router as agent_days
from switchroom.features.agents.http import router as agents
from switchroom.features.alarms.http import router as alarms
from switchroom.features.calls.http import router as calls
from switchroom.features.calls.supervising import router as supervising
from switchroom.features.customers.http import router as customers
from switchroom.features.desk.board import router as board
from switchroom.features.desk.drafts import router as drafts
from switchroom.features.desk.helping import router as helping
from switchroom.features.desk.planning import router as planning
from switchroom.features.desk.preferences import router as preferences
from switchroom.features.desk.socket import router as live
from switchroom.features.desk.softphone import router as softphone
from switchroom.features.directory.http import router as directory
from switchroom.features.interactions.http import router as interactions
from switchroom.features.notices.http import router as notices
from switchroom.features.prompts.http import router as prompts
from switchroom.features.queues.acting import router as acting
from switchroom.features.recordings.http import router as recordings
from switchroom.features.screening.http import router as screening
from switchroom.features.settings.flows.http import router as flows
from switchroom.features.settings.flows.rehearsing import router as rehearsing
from switchroom.features.settings.http import router as settings
from switchroom.features.settings.options_http import router as options
from switchroom.features.supervision.http import router as supervision
from switchroom.features.users.http import router as users
from switchroom.features.visitors.http import router as visitors

ROUTERS = (
    users,
    agents,
    agent_days,
    alarms,
    acting,
    calls,
    supervising,
    supervision,
    softphone,
    directory,
    drafts,
    preferences,
    helping,
    notices,
    planning,
    live,
    board,
    interactions,
    recordings,
    customers,
    screening,
    settings,
    flows,
    rehearsing,
    prompts,
    options,
    first_run,
    visitors,
)
