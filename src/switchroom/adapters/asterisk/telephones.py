"""Agents' telephones: SIP endpoints that come and go without a reload.

They live in Asterisk's memory, put there by ARI, so replacing a secret touches no file and no call.
An Asterisk that was started again has forgotten them; `restore` tells it again.
"""

import asyncio
import re
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from switchroom.adapters.asterisk.connection import AriError
from switchroom.adapters.asterisk.generated import asterisk
from switchroom.adapters.asterisk.operation import Operation
from switchroom.kernel.errors import InvalidError

Do = Callable[[Operation[Any]], Awaitable[Any]]

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
            await self._delete("endpoint", telephone.user)
        self._known[telephone.extension] = telephone
        await self._put("aor", telephone.user, _address_of_record())
        await self._put("auth", telephone.user, _credentials(telephone))
        await self._put("endpoint", telephone.user, _endpoint(telephone, self._etc))

    async def withdraw(self, extension: str) -> None:
        """Forget a telephone; its call goes on. An unknown one is no error."""
        known = self._known.pop(extension, None)
        if known is None:
            return
        for kind in ("endpoint", "auth", "aor"):
            await self._delete(kind, known.user)

    async def restore(self) -> None:
        """Tell Asterisk all of them again."""
        await asyncio.gather(*(self.provide(known) for known in list(self._known.values())))

    async def _put(self, kind: str, name: str, fields: Mapping[str, str]) -> None:
        listed = [{"attribute": key, "value": value} for key, value in fields.items()]
        await self._do(
            asterisk.update_object(
                config_class="res_pjsip", object_type=kind, id=name, fields=listed
            )
        )

    async def _delete(self, kind: str, name: str) -> None:
        try:
            await self._do(
                asterisk.delete_object(config_class="res_pjsip", object_type=kind, id=name)
            )
        except AriError as error:
            if error.status != 404:
                raise


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
    common = {
        "aors": telephone.user,
        "auth": telephone.user,
        "context": "switchroom-telephone",
        "identify_by": "username,auth_username",
        "direct_media": "no",
        "rtp_symmetric": "yes",
        # One that vanished without a BYE is noticed by the silence.
        "rtp_timeout": "60",
        "force_rport": "yes",
        "rewrite_contact": "yes",
        "allow_transfer": "no",
        "trust_id_outbound": "yes",
        "send_pai": "no",
        "send_connected_line": "no",
    }
    if not telephone.browser:
        return common | {"allow": "!all,alaw,ulaw", "dtmf_mode": "rfc4733"}
    return common | {
        "allow": "!all,alaw,ulaw",
        "webrtc": "yes",
        "dtls_auto_generate_cert": "no",
        "dtls_cert_file": str(etc / "certificate.pem"),
        "dtls_private_key": str(etc / "key.pem"),
    }
