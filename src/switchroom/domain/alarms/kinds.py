"""Every kind of trouble that is watched for, how grave it is, and how patient the watch is.

Severities are those of ITU-T X.733: `critical` needs somebody now, since service is lost; `major`
soon, since it suffers; `minor` in time, before it does; a `warning` tells of what is coming.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, TypeAlias

from switchroom.kernel.time import MINUTE, SECOND, Millis

Severity: TypeAlias = Literal["critical", "major", "minor", "warning"]
SEVERITIES: tuple[Severity, ...] = ("critical", "major", "minor", "warning")
"""The gravest first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """How a kind of trouble becomes an alarm.

    Attributes:
        severity: how grave it is.
        lasting: it must have lasted so long before it is raised.
        gone: it must have been gone so long before it is cleared.
    """

    severity: Severity
    lasting: Millis = 0
    gone: Millis = 3 * SECOND


KINDS: Mapping[str, Rule] = {
    "asterisk-away": Rule(severity="critical", lasting=SECOND),
    "backlog": Rule(severity="minor", lasting=5 * SECOND, gone=10 * SECOND),
    "calls-full": Rule(severity="major", gone=30 * SECOND),
    "certificate-expired": Rule(severity="major"),
    "certificate-expiring": Rule(severity="warning"),
    "chain-broken": Rule(severity="critical"),
    "database-failing": Rule(severity="critical", gone=5 * SECOND),
    "database-slow": Rule(severity="major", gone=10 * SECOND),
    "disk-full": Rule(severity="critical", gone=10 * SECOND),
    "disk-low": Rule(severity="minor", gone=MINUTE),
    "prompts-missing": Rule(severity="minor", lasting=MINUTE),
    "recordings-failed": Rule(severity="major"),
    "recordings-waiting": Rule(severity="minor", gone=10 * SECOND),
    "routing-elsewhere": Rule(severity="critical", lasting=2 * SECOND),
    "trunk-rejected": Rule(severity="major"),
    "trunk-unreachable": Rule(severity="major"),
}
"""The rules by kind."""


def gravity(severity: Severity) -> int:
    """0 for the gravest; more for what can wait."""
    return SEVERITIES.index(severity)
