"""Who hears whom, beside those who are in a call."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal, TypeAlias

Mode: TypeAlias = Literal["listen", "whisper"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Monitored:
    """An agent at whose talk a supervisor listens, or to whom they whisper."""

    interaction: str
    agent: str
    mode: Mode


MonitoredBy: TypeAlias = Callable[[str], Monitored | None]
"""Whom a supervisor hears now; the channel answers."""
