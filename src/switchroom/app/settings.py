"""Settings from the environment: `SWITCHROOM_<NAME>`, every one with a default that works."""

import os
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path

import msgspec

from switchroom.kernel.errors import InvalidError

PREFIX = "SWITCHROOM_"


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """Settings of one centre.

    Attributes:
        home: folder of everything it keeps: database, recordings, certificate, prompts.
        host: address that all its servers listen on; 127.0.0.1 is this machine alone.
        http_port: the desk and the API.
        sip_port: SIP over UDP and TCP, for trunks and telephones.
        ari_port: Asterisk's own web server: ARI, and SIP over WebSocket for the desk.
        wss_port: the same by TLS.
        rtp_start: first port for sound.
        rtp_end: last port for sound.
        external_address: our address as those outside a NAT see it; empty: there is none.
        local_networks: networks on our side of that NAT, with commas between them.
        max_calls: callers at one time; more are refused.
        calls_outlive: seconds that calls go on when this programme is killed, or left them to the
            next by SIGHUP, and none has come.
        asterisk_root: where Asterisk is installed if the machine has none of its own.
        pack: the industry pack that a new centre begins with.
        demo: whether a new centre gets the pack's people and customers to try it with; without,
            its first administrator is made in the browser.
        database: URL of a PostgreSQL database; empty: SQLite in `home`.
        region: country of numbers without a prefix (ISO 3166).
        tls_cert: PEM file of the certificate, with those that vouch for it, by which pages and
            their telephones are served over TLS; none: plain HTTP.
        tls_key: PEM file of its private key.
    """

    home: Path = field(default_factory=lambda: Path("var").absolute())
    host: str = "127.0.0.1"
    http_port: int = 8000
    sip_port: int = 5060
    ari_port: int = 8088
    wss_port: int = 8089
    rtp_start: int = 10000
    rtp_end: int = 10999
    external_address: str = ""
    local_networks: str = ""
    max_calls: int = 600
    calls_outlive: int = 900
    asterisk_root: Path = Path("/opt/switchroom/asterisk-root")
    pack: str = "power"
    demo: bool = True
    database: str = ""
    region: str = "CN"
    tls_cert: Path | None = None
    tls_key: Path | None = None

    @property
    def database_file(self) -> Path:
        """The SQLite file."""
        return self.home / "switchroom.db"

    @property
    def recordings(self) -> Path:
        """Folder of stored recordings."""
        return self.home / "recordings"

    @property
    def instance(self) -> str:
        """A name for this centre's Asterisk, unique on the machine by its port."""
        return f"switchroom-{self.ari_port}"


def read_settings(environment: Mapping[str, str] = os.environ) -> Settings:
    """The settings of this process.

    Raises:
        InvalidError: a setting cannot be understood; the sentence names it.
    """
    given = {
        known.name: environment[PREFIX + known.name.upper()]
        for known in fields(Settings)
        if PREFIX + known.name.upper() in environment
    }
    try:
        settings = msgspec.convert(given, Settings, strict=False, dec_hook=_decode)
    except msgspec.ValidationError as error:
        raise InvalidError(f"A setting {PREFIX}... is wrong: {error}.") from error
    _require_pair(settings)
    return settings


def _require_pair(settings: Settings) -> None:
    if bool(settings.tls_cert) != bool(settings.tls_key):
        raise InvalidError(f"{PREFIX}TLS_CERT and {PREFIX}TLS_KEY belong together: set both.")
    for file in filter(None, (settings.tls_cert, settings.tls_key)):
        if not file.is_file():
            raise InvalidError(f"There is no file {file} ({PREFIX}TLS_CERT, {PREFIX}TLS_KEY).")


def _decode(kind: type, value: object) -> object:
    if kind is Path:
        return Path(str(value)).expanduser().absolute()
    raise TypeError(kind)
