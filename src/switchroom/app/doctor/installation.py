"""Checks of the installation and of what it has stored."""

import asyncio
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

from cryptography import x509
from sqlalchemy import Engine, func, select
from sqlalchemy.exc import SQLAlchemyError

from switchroom.adapters.asterisk.configuration import Trunk
from switchroom.adapters.asterisk.console import control_socket
from switchroom.adapters.asterisk.installation import find_root, version
from switchroom.adapters.asterisk.instance import Instance
from switchroom.adapters.asterisk.trunks import AsteriskTrunks
from switchroom.adapters.speech.choice import report
from switchroom.app.database import engines
from switchroom.app.doctor.finding import Finding, advice, well, wrong
from switchroom.app.migrations import revision_of, revisions
from switchroom.app.serve import DESK
from switchroom.app.settings import Settings
from switchroom.app.voice import asterisk_configuration
from switchroom.features.settings import catalogue
from switchroom.kernel.time import MINUTE, Instant
from switchroom.ports.telephony import TelephonyUnavailableError
from switchroom.ports.trunks import CONDITIONS
from switchroom.runtime.clock import SystemClock
from switchroom.runtime.tables import journal

RELEASED: Instant = 1_767_225_600_000
"""2026-01-01: no clock that goes right shows less."""
SOON = timedelta(days=30)


def asterisk(settings: Settings) -> Finding:
    """The telephone engine."""
    root = find_root(settings.asterisk_root)
    if root is None:
        return wrong("Asterisk", "not installed", "Run `make setup` as root; it installs one.")
    return well("Asterisk", f"version {version(root)} in {root.path}")


def desk(_: Settings) -> Finding:
    """The agents' application."""
    if not (DESK / "index.html").exists():
        return wrong("Desk", "not built", "Run `make setup`; it builds the desk.")
    return well("Desk", "built")


def voices(_: Settings) -> Finding:
    """What speaks new texts; the shipped prompts need nothing of this."""
    languages = report()
    seen = ", ".join(f"{one.language}: {one.voice or 'none'}" for one in languages)
    problems = "; ".join(f"{one.language} {one.problem}" for one in languages if one.problem)
    if problems:
        return advice("Voices", f"{seen} ({problems})", "Run `make setup`.")
    return well("Voices", seen)


def database(settings: Settings) -> Finding:
    """Whether the database opens, and has a schema that this version knows."""
    if not settings.database and not settings.database_file.exists():
        return well("Database", "none yet; the first start makes it")
    writer, reader = engines(settings)
    try:
        return _schema(reader)
    except SQLAlchemyError as error:
        return wrong("Database", str(error).partition("\n")[0], _remedy(settings))
    finally:
        writer.dispose()
        reader.dispose()


def clock(settings: Settings) -> Finding:
    """Whether the clock goes right: not before this release, nor before what is stored."""
    now = SystemClock().now()
    newest = _newest(settings)
    remedy = "Set it, and let it be kept right: apt-get install systemd-timesyncd"
    if now < RELEASED:
        return wrong("Clock", f"{_date(now)} is long past", remedy)
    if newest and newest > now + MINUTE:
        return wrong("Clock", f"{_date(now)}, but {_date(newest)} is stored already", remedy)
    return well("Clock", _date(now))


def certificate(settings: Settings) -> Finding:
    """The certificate of secure WebSockets and of media."""
    root = find_root(settings.asterisk_root)
    file = root.host(Instance(root, settings.instance).etc / "certificate.pem") if root else None
    if file is None or not file.exists():
        return well("Certificate", "none yet; the first start makes it")
    now = datetime.fromtimestamp(SystemClock().now() / 1000, UTC)
    return _validity(file, now)


def trunks(settings: Settings) -> Finding:
    """The lines to the outside, as a running centre sees them."""
    root = find_root(settings.asterisk_root)
    instance = Instance(root, settings.instance) if root else None
    if instance is None or not control_socket(instance).exists():
        return well("Trunks", "known while the centre runs")
    lines = _configured_trunks(settings)
    try:
        states = asyncio.run(AsteriskTrunks(instance, lambda: lines).states())
    except TelephonyUnavailableError:
        return well("Trunks", "known while the centre runs")
    seen = ", ".join(f"{state.trunk}: {CONDITIONS[state.condition]['en']}" for state in states)
    if any(state.condition in {"unreachable", "rejected"} for state in states):
        return advice("Trunks", seen, "See its address, account and transport in the settings.")
    return well("Trunks", seen or "none")


def _configured_trunks(settings: Settings) -> Sequence[Trunk]:
    writer, reader = engines(settings)
    try:
        with reader.connect() as connection:
            records = catalogue.every(connection, catalogue.TRUNKS)
        return asterisk_configuration(settings, records, "").trunks
    except SQLAlchemyError:
        return ()  # said by `database`
    finally:
        writer.dispose()
        reader.dispose()


def _validity(file: Path, now: datetime) -> Finding:
    remedy = f"Put a new one there, or remove {file} and its key.pem: the next start makes them."
    try:
        until = x509.load_pem_x509_certificate(file.read_bytes()).not_valid_after_utc
    except ValueError as error:
        return wrong("Certificate", f"cannot be read: {error}", remedy)
    seen = f"valid until {until:%Y-%m-%d}"
    if until < now:
        return wrong("Certificate", f"expired on {until:%Y-%m-%d}", remedy)
    return advice("Certificate", seen, remedy) if until < now + SOON else well("Certificate", seen)


def _schema(engine: Engine) -> Finding:
    revision, known = revision_of(engine), revisions()
    if revision is None:
        return well("Database", "empty; the next start makes its tables")
    if revision not in known:
        seen = f"its schema {revision} is of a newer version than this, which has {known[-1]}"
        return wrong("Database", seen, "Install that version, or restore a backup of before.")
    if revision != known[-1]:
        return well("Database", f"schema {revision}; the next start brings it to {known[-1]}")
    return well("Database", f"opens, schema {revision}")


def _newest(settings: Settings) -> Instant | None:
    if not settings.database and not settings.database_file.exists():
        return None
    writer, reader = engines(settings)
    try:
        with reader.connect() as connection:
            last = select(func.max(journal.c.position)).scalar_subquery()
            return connection.scalar(select(journal.c.at).where(journal.c.position == last))
    except SQLAlchemyError:
        return None  # said by `database`
    finally:
        writer.dispose()
        reader.dispose()


def _remedy(settings: Settings) -> str:
    if settings.database:
        return "See that PostgreSQL runs, and that SWITCHROOM_DATABASE names it rightly."
    return f"See who may read {settings.database_file}; a damaged file: restore a backup."


def _date(moment: Instant) -> str:
    return f"{datetime.fromtimestamp(moment / 1000, UTC):%Y-%m-%d %H:%M} UTC"
