"""From the port's plan of ringing somebody to Asterisk's request; everything in it is checked."""

import math
import re

from switchroom.adapters.asterisk.generated import channels, models
from switchroom.adapters.asterisk.operation import Operation
from switchroom.adapters.asterisk.translation import INTERACTION, clean
from switchroom.kernel.errors import InvalidError
from switchroom.kernel.time import Millis
from switchroom.ports.telephony import RingPlan

CODECS = "alaw,ulaw"
"""In order of preference; an endpoint's own list takes away from it, its order means nothing.

Not Opus: trunks carry A-law, so nothing would be gained for a core's work, and a leg at another
rate than 8 kHz is recorded at the wrong speed by `MixMonitor`'s two-channel option.
"""

_NUMBER = re.compile(r"[+*#0-9A-Za-z._-]{1,40}")
_TRUNK = re.compile(r"trunk:([a-z0-9-]{1,40})/(.+)")
_RECORDING = re.compile(r"[0-9A-Za-z_-]{1,80}")


def originate(plan: RingPlan) -> Operation[models.Channel]:
    """The request that rings. When answered, the leg goes through the dialplan to us.

    Raises:
        InvalidError: the plan holds what cannot be asked for.
    """
    variables = {
        f"PJSIP_HEADER(add,{_header(name)})": clean(value, 200)
        for name, value in plan.headers.items()
    }
    variables[INTERACTION] = plan.interaction
    if plan.recording:
        variables["SWITCHROOM_RECORDING"] = recording_name(plan.recording)
    return channels.originate_with_id(
        channel_id=plan.leg,
        endpoint=_endpoint(plan.endpoint),
        context="switchroom-leg",
        extension="s",
        priority=1,
        caller_id=_caller_id(plan),
        formats=CODECS,
        timeout=seconds(plan.timeout),
        variables=variables,
    )


def _endpoint(endpoint: str) -> str:
    if found := _TRUNK.fullmatch(endpoint):
        trunk, number = found[1], found[2]
        if _NUMBER.fullmatch(number):
            return f"PJSIP/{number}@trunk-{trunk}"
    kind, _, extension = endpoint.partition(":")
    if kind == "agent" and re.fullmatch(r"[0-9A-Za-z]{1,20}", extension):
        return f"PJSIP/agent-{extension}"
    raise InvalidError(f"{endpoint!r} is neither agent:<extension> nor trunk:<trunk>/<number>")


def _caller_id(plan: RingPlan) -> str:
    name = re.sub(r'["<>\\]', "", clean(plan.caller_name, 80))
    number = re.sub(r"[^+*#0-9A-Za-z._-]", "", plan.caller)[:40]
    return f'"{name}" <{number}>'


def _header(name: str) -> str:
    if not re.fullmatch(r"X-[A-Za-z-]{1,60}", name):
        raise InvalidError(f"{name!r} is no header for a telephone: they begin with X-")
    return name


def recording_name(name: str) -> str:
    """A recording's name, fit to be a file's."""
    if not _RECORDING.fullmatch(name):
        raise InvalidError(f"{name!r} cannot be the name of a recording")
    return name


def seconds(length: Millis) -> int:
    """Asterisk counts in whole seconds; never none."""
    return max(1, math.ceil(length / 1000))
