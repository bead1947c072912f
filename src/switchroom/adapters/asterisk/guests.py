"""Visitors' telephones: SIP endpoints for one call each.

Policy. One lives for `lifetime` and does nothing but call, once, the number it was made for: it
cannot register, nor dial. When its call has arrived its endpoint is gone, so that it can begin no
other; its secret stays until the end of the call, which proves who hangs up. What an earlier
process left is forgotten as soon as Asterisk is reached.
"""

import asyncio
import os
import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from switchroom.adapters.asterisk.connection import AriError
from switchroom.adapters.asterisk.generated import channels, endpoints, models
from switchroom.adapters.asterisk.objects import Do, delete_object, put_object
from switchroom.adapters.asterisk.telephones import inside_endpoint, new_secret
from switchroom.kernel.errors import InvalidError
from switchroom.ports.guests import GuestTelephone
from switchroom.runtime.tasks import Tasks

LIFETIME = 60.0
"""Seconds from its making to its call."""

TARGET = "call"
LONGEST_NAME = 79
"""Bytes; Asterisk would cut within a character."""

_GUEST = re.compile(r"guest-[0-9a-f]{32}")
_CHANNEL = re.compile(r"PJSIP/(guest-[0-9a-f]{32})-[0-9a-f]{8}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Guest:
    """A visitor's telephone.

    Attributes:
        user: its name; see `new_user`.
        secret: 128 random bits as text.
        called: the number that it reaches.
        caller: what it is told to call from, whatever it says itself.
        caller_name: the name beside that.
        browser: WebRTC, or else plain SIP.
    """

    user: str
    secret: str
    called: str
    caller: str
    caller_name: str = ""
    browser: bool = True

    def __post_init__(self) -> None:
        fine = {
            self.user: r"guest-[0-9a-f]{32}",
            self.secret: r"[0-9a-f]{32}",
            self.called: r"[+*#0-9][*#0-9]{0,31}",
            self.caller: r"[0-9A-Za-z]{1,40}",
            self.caller_name: r'[^"<>\\\x00-\x1f\x7f]*',
        }
        if any(not re.fullmatch(pattern, text) for text, pattern in fine.items()):
            raise InvalidError("a visitor's telephone has something in it that must not be there")
        if len(self.caller_name.encode()) > LONGEST_NAME:
            raise InvalidError("a visitor's name is too long")


def guest_of(channel: models.Channel) -> str:
    """Whose channel it is; empty for others."""
    found = _CHANNEL.fullmatch(channel.name)
    return found[1] if found else ""


class Guests:
    """`ports.guests.GuestTelephones` in Asterisk's memory.

    Args:
        do: carries ARI operations out.
        etc: the inside folder with `certificate.pem` and `key.pem`, for DTLS.
        tasks: run what goes on beside the caller.
        entropy: the source of users and secrets.
        lifetime: seconds that one has to begin its call.
    """

    def __init__(
        self,
        do: Do,
        etc: Path,
        tasks: Tasks,
        entropy: Callable[[int], bytes] = os.urandom,
        lifetime: float = LIFETIME,
    ) -> None:
        self._do = do
        self._etc = etc
        self._tasks = tasks
        self._entropy = entropy
        self.lifetime = lifetime
        self._legs: dict[str, str] = {}
        """Each guest's call; empty before it."""

    @property
    def open(self) -> int:
        """How many there are."""
        return len(self._legs)

    async def admit(
        self, called: str, caller: str, caller_name: str, *, browser: bool = True
    ) -> GuestTelephone:
        """Make a telephone; it is forgotten after its call, or when its time is up."""
        guest = Guest(
            user=f"guest-{new_secret(self._entropy)}",
            secret=new_secret(self._entropy),
            called=called,
            caller=caller,
            caller_name=caller_name,
            browser=browser,
        )
        self._legs[guest.user] = ""
        self._tasks.start(self._expire(guest.user), "guest's time")
        await put_object(self._do, "auth", guest.user, _credentials(guest))
        await put_object(self._do, "endpoint", guest.user, _endpoint(guest, self._etc))
        return GuestTelephone(user=guest.user, secret=guest.secret, target=TARGET)

    def guest_of(self, leg: str) -> str:
        """Whose call a leg is."""
        return next((user for user, known in self._legs.items() if known == leg), "")

    def heard(self, message: models.AnyMessage) -> None:
        """Follow the calls."""
        match message:
            case models.StasisStart(channel=channel) if user := guest_of(channel):
                self._legs[user] = channel.id
                self._tasks.start(self._spend(user), "guest's call")
            case models.ChannelDestroyed(channel=channel) if user := guest_of(channel):
                if self._legs.get(user) == channel.id:
                    self._tasks.start(self._forget(user), "guest's end")

    async def sweep(self) -> None:
        """Forget who was let in before us, and whose call ended while nobody told us."""
        listed, talking = await asyncio.gather(self._endpoints(), self._do(channels.list_all()))
        calling = {guest_of(channel) for channel in talking}
        there = {one.resource for one in listed if _GUEST.fullmatch(one.resource)}
        for user in there - self._legs.keys():
            await (self._spend(user) if user in calling else self._forget(user))
        for user in [known for known, leg in self._legs.items() if leg and known not in calling]:
            await self._forget(user)

    async def _endpoints(self) -> list[models.Endpoint]:
        try:
            listed: list[models.Endpoint] = await self._do(endpoints.list_by_tech(tech="PJSIP"))
        except AriError as error:
            if error.status == 404:  # Asterisk's word for none at all
                return []
            raise
        return listed

    async def _expire(self, user: str) -> None:
        await asyncio.sleep(self.lifetime)
        if not self._legs.get(user):
            await self._forget(user)

    async def _spend(self, user: str) -> None:
        """Leave it nothing to call with."""
        await delete_object(self._do, "endpoint", user)

    async def _forget(self, user: str) -> None:
        self._legs.pop(user, None)
        for kind in ("endpoint", "auth"):
            await delete_object(self._do, kind, user)


def _credentials(guest: Guest) -> dict[str, str]:
    return {"auth_type": "userpass", "username": guest.user, "password": guest.secret}


def _endpoint(guest: Guest, etc: Path) -> dict[str, str]:
    own = {
        "auth": guest.user,
        "context": "switchroom-guest",
        "callerid": f'"{guest.caller_name}" <{guest.caller}>',
        "trust_id_inbound": "no",
        "allow_subscribe": "no",
        "set_var": f"SWITCHROOM_CALLED={guest.called}",
    }
    return own | inside_endpoint(etc, browser=guest.browser)
