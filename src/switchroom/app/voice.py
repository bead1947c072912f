"""The telephone side of a centre: Asterisk with its configuration, prompts, telephones."""

import os
import shutil
from collections.abc import Callable, Iterable
from pathlib import Path

from switchroom.adapters.asterisk.client import AriAddress
from switchroom.adapters.asterisk.configuration import (
    AsteriskConfiguration,
    Ports,
    Registration,
    Trunk,
)
from switchroom.adapters.asterisk.instance import Instance
from switchroom.adapters.asterisk.process import AsteriskProcess
from switchroom.adapters.asterisk.root import AsteriskRoot
from switchroom.adapters.asterisk.telephones import Telephone, new_secret
from switchroom.adapters.asterisk.telephony import AsteriskTelephony
from switchroom.adapters.asterisk.trunks import AsteriskTrunks
from switchroom.app.settings import Settings
from switchroom.app.tls import place_certificate
from switchroom.domain.speaking.catalogue import announcement
from switchroom.features.prompts.library import PromptLibrary
from switchroom.features.settings import records
from switchroom.ports.clock import Clock
from switchroom.ports.telephones import Credentials

MACHINE = Path("/")


def asterisk_root(settings: Settings) -> AsteriskRoot:
    """The machine's own Asterisk, or the one in a root of its own."""
    own = Path("/usr/sbin/asterisk").exists() and not settings.asterisk_root.exists()
    return AsteriskRoot(MACHINE if own else settings.asterisk_root)


def asterisk_instance(settings: Settings) -> Instance:
    """The folders of this centre's Asterisk."""
    return Instance(asterisk_root(settings), settings.instance)


def asterisk_configuration(
    settings: Settings, trunks: Iterable[records.Trunk], ari_password: str
) -> AsteriskConfiguration:
    """What its files say."""
    return AsteriskConfiguration(
        ports=Ports(
            http=settings.ari_port,
            https=settings.wss_port,
            sip=settings.sip_port,
            rtp=(settings.rtp_start, settings.rtp_end),
        ),
        http_address=settings.host,
        sip_address=settings.host,
        external_address=settings.external_address,
        local_networks=tuple(filter(None, map(str.strip, settings.local_networks.split(",")))),
        max_calls=settings.max_calls,
        trunks=tuple(_trunk(trunk) for trunk in trunks),
        ari_password=ari_password,
    )


def _trunk(trunk: records.Trunk) -> Trunk:
    host = trunk.host if ":" in trunk.host else f"{trunk.host}:{trunk.port}"
    registration = None
    if trunk.kind == "registration":
        registration = Registration(server=host, username=trunk.username, password=trunk.secret)
    return Trunk(
        name=trunk.id,
        host=host,
        matches=trunk.matches,
        registration=registration,
        transport=trunk.transport,
        codecs=trunk.codecs,
        caller_id=trunk.caller_id,
        qualify=trunk.qualify,
    )


class Exchange:
    """Agents' telephones: `ports.telephones.TelephoneExchange` on Asterisk."""

    def __init__(self, telephony: AsteriskTelephony) -> None:
        self._telephony = telephony
        self.on_provided: Callable[[str, bool], None] = lambda _extension, _browser: None

    async def provide(self, extension: str, *, browser: bool = True) -> Credentials:
        """Let a page or a SIP telephone register, with a new secret of 128 bits."""
        secret = new_secret(os.urandom)
        telephone = Telephone(extension=extension, secret=secret, browser=browser)
        await self._telephony.telephones.provide(telephone)
        self.on_provided(extension, browser)
        return Credentials(extension=extension, user=telephone.user, secret=telephone.secret)


class VoiceSide:
    """Asterisk as it is run for this centre, and the connection to it."""

    def __init__(self, settings: Settings, trunks: Iterable[records.Trunk], clock: Clock) -> None:
        self.instance = asterisk_instance(settings)
        self._settings = settings
        self._password = kept_secret(settings.home / "ari-password")
        self._configuration = asterisk_configuration(settings, trunks, self._password)
        self.process = AsteriskProcess(
            self.instance, self._configuration, clock, patience=settings.calls_outlive
        )
        address = AriAddress(host=settings.host, port=settings.ari_port, password=self._password)
        self.telephony = AsteriskTelephony(address, self.instance)
        self.exchange = Exchange(self.telephony)
        self.leaves_calls = False
        self.trunks = AsteriskTrunks(self.instance, lambda: self._configuration.trunks)

    async def reload(self, trunks: Iterable[records.Trunk]) -> None:
        """Take over the trunks as they are set up now; calls go on."""
        self._configuration = asterisk_configuration(self._settings, trunks, self._password)
        self.process.configure(self._configuration)
        await self.telephony.reload()

    async def start(self) -> None:
        """Start Asterisk, and connect."""
        self.instance.make()
        place_certificate(self._settings, self.instance.root.host(self.instance.etc))
        await self.process.start()
        self.telephony.start()

    async def close(self) -> None:
        """Disconnect, and stop Asterisk, unless its calls are left to the next."""
        await self.telephony.close()
        await (self.process.leave() if self.leaves_calls else self.process.stop())


def kept_secret(file: Path) -> str:
    """The password of ARI: the same after a restart, so that a running Asterisk lets us in."""
    if not file.exists():
        aside = file.with_suffix(".new")
        aside.touch(mode=0o600)
        aside.write_text(new_secret(os.urandom))
        aside.replace(file)
    return file.read_text()


def place_music(instance: Instance) -> None:
    """Put the music where Asterisk looks for it."""
    for source in (instance.media / "sounds/music/default").iterdir():
        _copy(source, instance.music / "default" / source.name)


def place_away_announcement(instance: Instance, prompts: PromptLibrary) -> None:
    """Put what callers hear while the application is away where the dialplan looks for it."""
    waiting = prompts.path(announcement("please-wait", "zh"), "zh")
    for ending in (".alaw", ".wav16") if waiting else ():
        _copy(instance.media / f"{waiting}{ending}", instance.media / f"away{ending}")


def _copy(source: Path, target: Path) -> None:
    if not target.exists():
        shutil.copyfile(source, target)
