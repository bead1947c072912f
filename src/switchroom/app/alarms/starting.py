"""Everything that a running centre watches, put together."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import AsyncExitStack
from typing import TYPE_CHECKING

from switchroom.app.alarms.certificate import certificate_watcher
from switchroom.app.alarms.database import DatabaseWatch
from switchroom.app.alarms.disk import disk_watcher
from switchroom.app.alarms.parts import calls_state, state_watcher, trunk_watcher
from switchroom.app.alarms.stored import backlog_watcher, recordings_watcher
from switchroom.features.alarms.panel import AlarmPanel
from switchroom.features.alarms.schemas import alarm_view
from switchroom.features.alarms.service import Alarm
from switchroom.features.alarms.watcher import Watcher

if TYPE_CHECKING:  # which starts this
    from switchroom.app.running import RunningCentre


async def start_alarms(running: RunningCentre, parts: AsyncExitStack) -> AlarmPanel:
    """Begin to watch; `parts` gets what ends it."""

    def tell(alarms: Sequence[Alarm]) -> None:
        views = [alarm_view(alarm).model_dump() for alarm in alarms]
        running.desk.hub.broadcast({"topic": "alarms", "alarms": views})

    beat = DatabaseWatch(running.store, running.clock)
    parts.push_async_callback(beat.close)
    panel = AlarmPanel(running.store, running.clock, running.ids, tell)
    parts.push_async_callback(panel.close)
    await panel.start([beat.watcher(), *_of_parts(running), *_of_machine(running)])
    return panel


def _of_parts(running: RunningCentre) -> list[Watcher]:
    voice, most = running.voice, running.settings.max_calls

    return [
        state_watcher("asterisk-away", lambda: None if voice.connected else ""),
        state_watcher("calls-full", calls_state(lambda: voice.running, most)),
        state_watcher("chain-broken", lambda: running.chain.trouble or None),
        state_watcher("prompts-missing", lambda: None if running.prompts_ready else ""),
        state_watcher("routing-elsewhere", lambda: None if running.routing.owns else ""),
        trunk_watcher(running.side.trunks.states),
        recordings_watcher(running.store, running.clock),
        backlog_watcher(running.store, running.clock),
    ]


def _of_machine(running: RunningCentre) -> list[Watcher]:
    settings, instance = running.settings, running.side.instance
    folders = {
        "home": settings.home,
        "recordings": settings.recordings,
        "spool": instance.conversations,
        "messages": instance.messages,
    }
    watchers = [disk_watcher(folders, running.directory.disk_limits)]
    if settings.tls_cert:
        watchers.append(certificate_watcher(settings.tls_cert, running.clock))
    return watchers
