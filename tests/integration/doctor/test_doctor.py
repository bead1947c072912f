import socket
from datetime import UTC, datetime, timedelta
from io import StringIO
from pathlib import Path

import pytest
from rich.console import Console
from sqlalchemy import text

from switchroom.adapters.asterisk.certificate import LIFE, make_certificate
from switchroom.app.database import engines
from switchroom.app.doctor import installation, machine, print_doctor, run_doctor
from switchroom.app.doctor.finding import Finding
from switchroom.app.migrations import migrate
from switchroom.app.settings import Settings
from switchroom.runtime.clock import SystemClock
from switchroom.runtime.tables import journal

pytestmark = pytest.mark.integration


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(home=tmp_path, http_port=0, sip_port=0, ari_port=0, wss_port=0)


def test_the_setting_is_named_when_its_port_is_taken(settings: Settings) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        finding = machine.ports(Settings(home=settings.home, sip_port=0, ari_port=port, wss_port=0))
    assert not finding.ok
    assert str(port) in finding.seen
    assert "SWITCHROOM_ARI_PORT" in finding.remedy


def test_a_database_is_well_when_it_does_not_exist_yet(settings: Settings) -> None:
    assert installation.database(settings).ok
    assert not settings.database_file.exists()


def test_a_database_is_well_when_it_is_migrated(settings: Settings) -> None:
    _migrated(settings)
    finding = installation.database(settings)
    assert (finding.state, finding.remedy) == ("well", "")


def test_a_database_is_wrong_when_a_newer_version_wrote_it(settings: Settings) -> None:
    _migrated(settings, "UPDATE alembic_version SET version_num = '9999'")
    finding = installation.database(settings)
    assert not finding.ok
    assert "9999" in finding.seen


def test_a_database_is_wrong_when_its_file_is_damaged(settings: Settings) -> None:
    settings.database_file.write_bytes(b"not a database" * 1000)
    finding = installation.database(settings)
    assert not finding.ok
    assert str(settings.database_file) in finding.remedy


def test_the_clock_is_wrong_when_newer_events_are_stored(settings: Settings) -> None:
    later = SystemClock().now() + 3_600_000
    columns = ", ".join(column.name for column in journal.columns)
    _migrated(
        settings, f"INSERT INTO journal ({columns}) VALUES (1, 's', 't', {later}, '', '', NULL)"
    )
    assert not installation.clock(settings).ok


def test_a_certificate_is_wrong_when_it_has_expired(tmp_path: Path) -> None:
    now = SystemClock().now()
    file, _ = make_certificate(tmp_path, ["localhost"], now)
    made = datetime.fromtimestamp(now / 1000, UTC)
    states = [
        installation._validity(file, made + after).state
        for after in (timedelta(), LIFE - timedelta(days=10), LIFE + timedelta(days=10))
    ]
    assert states == ["well", "advice", "wrong"]
    file.write_text("nonsense")
    assert not installation._validity(file, made).ok


def test_the_other_checks_are_made_when_one_breaks(settings: Settings) -> None:
    def broken(_: Settings) -> Finding:
        raise OSError("no such device")

    findings = run_doctor(settings, [broken, machine.text])
    assert [finding.ok for finding in findings] == [False, True]
    assert "no such device" in findings[0].seen


def test_each_check_is_printed_once_with_its_remedy_when_all_are_made(
    settings: Settings,
) -> None:
    settings.database_file.write_bytes(b"not a database" * 1000)
    output = StringIO()
    assert not print_doctor(settings, Console(file=output, width=200))
    printed = output.getvalue()
    assert printed.count("✗") == 1
    assert "To be mended: Database" in printed


def _migrated(settings: Settings, statement: str = "SELECT 1") -> None:
    writer, reader = engines(settings)
    migrate(writer)
    with writer.begin() as connection:
        connection.execute(text(statement))
    writer.dispose()
    reader.dispose()
