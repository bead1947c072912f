"""Supervisors who hear a talk."""

from typing import Literal

from switchroom.domain.interaction.events.base import InteractionEvent


class MonitorEvent(InteractionEvent, frozen=True, kw_only=True):
    """A supervisor, and the agent whose talk it is about."""

    supervisor: str
    agent: str


class MonitorStarted(MonitorEvent, frozen=True, kw_only=True):
    """A supervisor hears an agent's talk."""

    mode: Literal["listen", "whisper"]


class MonitorChanged(MonitorEvent, frozen=True, kw_only=True):
    """From listening to whispering, or back."""

    mode: Literal["listen", "whisper"]


class MonitorEnded(MonitorEvent, frozen=True, kw_only=True):
    """The supervisor hears it no more."""


MESSAGES: tuple[type[InteractionEvent], ...] = (MonitorStarted, MonitorChanged, MonitorEnded)
