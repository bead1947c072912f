"""Agents' telephones: SIP endpoints that come and go without a reload.

They live in Asterisk's memory, put there by ARI, so replacing a secret touches no file and no call.
An Asterisk that was started again has forgotten them; `restore` tells it again.
"""

import asyncio
import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from switchroom.adapters.asterisk.objects import Do, delete_object, put_object
from switchroom.kernel.errors import InvalidError

SECRET_BYTES = 16


@dataclass(frozen=True, slots=True, kw_only=True)
class Telephone:
    """An agent's telephone.

    Attributes:
        extension: what it is called by (`agent:<extension>`); it registers as `agent-<extension>`.
        secret: 128 random bits as text; see `new_secret`.
        browser: WebRTC in the agent's page, or else a plain SIP telephone.
    """

    extension: str
    secret: str
    browser: bool = True

    def __post_init__(self) -> None:
        if not re.fullmatch(r"[0-9A-Za-z]{1,20}", self.extension):
            raise InvalidError(f"an extension has letters and digits only, not {self.extension!r}")
        if not re.fullmatch(r"[0-9A-Za-z]{16,64}", self.secret):
            raise InvalidError("a telephone's secret has 16 to 64 letters and digits")

    @property
    def user(self) -> str:
        """The name it registers under."""
        return f"agent-{self.extension}"


def new_secret(entropy: Callable[[int], bytes]) -> str:
    """A secret of 128 bits from a source of randomness such as `os.urandom`."""
    return entropy(SECRET_BYTES).hex()


class Telephones:
    """The telephones that Asterisk is to know.

    Args:
        do: carries ARI operations out.
        etc: the inside folder with `certificate.pem` and `key.pem`, for DTLS.
    """

    def __init__(self, do: Do, etc: Path) -> None:
        self._do = do
        self._etc = etc
        self._known: dict[str, Telephone] = {}

    async def provide(self, telephone: Telephone) -> None:
        """Let a telephone register; one of the same extension is replaced, its call goes on."""
        known = self._known.get(telephone.extension)
        if known is None or known.browser != telephone.browser:
            # Asterisk keeps what an update does not name, such as a browser's encryption.
            await delete_object(self._do, "endpoint", telephone.user)
        self._known[telephone.extension] = telephone
        endpoint = _endpoint(telephone, self._etc)
        # An update would make the place that is registered now a permanent one, rung for ever.
        await delete_object(self._do, "aor", telephone.user)
        await put_object(self._do, "aor", telephone.user, _address_of_record())
        await put_object(self._do, "auth", telephone.user, _credentials(telephone))
        await put_object(self._do, "endpoint", telephone.user, endpoint)

    async def withdraw(self, extension: str) -> None:
        """Forget a telephone; its call goes on. An unknown one is no error."""
        known = self._known.pop(extension, None)
        if known is None:
            return
        for kind in ("endpoint", "auth", "aor"):
            await delete_object(self._do, kind, known.user)

    async def restore(self) -> None:
        """Tell Asterisk all of them again."""
        await asyncio.gather(*(self.provide(known) for known in list(self._known.values())))


def _address_of_record() -> dict[str, str]:
    """One place at a time: a page that is reloaded takes over from itself."""
    return {
        "max_contacts": "1",
        "remove_existing": "yes",
        "default_expiration": "120",
        "minimum_expiration": "30",
        "maximum_expiration": "600",
    }


def _credentials(telephone: Telephone) -> dict[str, str]:
    return {"auth_type": "userpass", "username": telephone.user, "password": telephone.secret}


def _endpoint(telephone: Telephone, etc: Path) -> dict[str, str]:
    own = {
        "aors": telephone.user,
        "auth": telephone.user,
        "context": "switchroom-telephone",
        "trust_id_outbound": "yes",
    }
    return own | inside_endpoint(etc, browser=telephone.browser)


def inside_endpoint(etc: Path, *, browser: bool) -> dict[str, str]:
    """What all telephones on our side of the trunks have in common."""
    common = {
        "identify_by": "username,auth_username",
        "direct_media": "no",
        "rtp_symmetric": "yes",
        # One that vanished without a BYE is noticed by the silence.
        "rtp_timeout": "60",
        "force_rport": "yes",
        "rewrite_contact": "yes",
        "allow_transfer": "no",
        "send_pai": "no",
        "send_connected_line": "no",
    }
    if not browser:
        return common | {"allow": "!all,alaw,ulaw", "dtmf_mode": "rfc4733"}
    return common | {
        "allow": "!all,alaw,ulaw",
        "webrtc": "yes",
        "dtls_auto_generate_cert": "no",
        "dtls_cert_file": str(etc / "certificate.pem"),
        "dtls_private_key": str(etc / "key.pem"),
    }
