"""The command `switchroom`."""

import asyncio
import logging
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Annotated

import structlog
import typer

from switchroom.app.settings import Settings, read_settings
from switchroom.kernel.errors import SwitchroomError

app = typer.Typer(
    help="Switchroom, an open multimedia customer service centre.",
    add_completion=False,
    pretty_exceptions_enable=False,
)
demo = typer.Typer(help="Try a running centre without a telephone.")
app.add_typer(demo, name="demo")


def main() -> None:
    """Run a command; what went wrong is said in a sentence, with exit code 1."""
    _prepare_log()
    try:
        app()
    except SwitchroomError as error:
        typer.secho(str(error), fg=typer.colors.RED, err=True)
        sys.exit(1)


@app.command()
def serve() -> None:
    """Run the centre until Ctrl-C."""
    from switchroom.app.serve import serve as run  # noqa: PLC0415 - other commands start faster

    settings = read_settings()
    begun = time.monotonic()

    def tell(line: str) -> None:
        typer.echo(f"[{time.monotonic() - begun:5.1f} s] {line}")

    asyncio.run(run(settings, tell, lambda usernames: _welcome(settings, usernames, tell)))


@app.command()
def doctor() -> None:
    """Find what is wrong with this installation, and say how to mend it."""
    from switchroom.app.doctor import print_doctor  # noqa: PLC0415 - see serve

    sys.exit(0 if print_doctor(read_settings()) else 1)


@app.command()
def verify(
    anchor: Annotated[
        list[str] | None,
        typer.Option(help="A hash that an earlier run printed; may be given several times."),
    ] = None,
) -> None:
    """Find every change, cut, removal or reorder of the journal and of recordings. 0: none."""
    from switchroom.app.integrity.command import print_verify  # noqa: PLC0415 - see serve

    sys.exit(0 if print_verify(read_settings(), anchor or []) else 1)


@app.command()
def anchor() -> None:
    """Print the newest seal: kept elsewhere, it proves later that nothing was cut off."""
    from switchroom.app.integrity.command import newest_seal  # noqa: PLC0415 - see serve

    typer.echo(newest_seal(read_settings()))


@app.command()
def backup(
    archive: Annotated[Path, typer.Argument(help="A file to write, or a folder to put it in.")],
) -> None:
    """Save everything into one archive, while the centre runs. There are secrets in it."""
    from switchroom.app.backup.command import print_backup  # noqa: PLC0415 - see serve

    print_backup(read_settings(), archive.absolute())


@app.command()
def restore(
    archive: Annotated[Path, typer.Argument(help="What `switchroom backup` wrote.")],
) -> None:
    """Bring an empty home back to what an archive says."""
    from switchroom.app.backup.command import print_restore  # noqa: PLC0415 - see serve

    print_restore(read_settings(), archive.absolute())


@demo.command("call")
def demo_call(
    robot_agent: Annotated[
        bool, typer.Option("--robot-agent", help="Let a robot answer, over SIP.")
    ] = False,
    within: Annotated[float, typer.Option(help="Seconds for somebody to answer.")] = 90.0,
) -> None:
    """Call the centre as a customer; prints the call's journal. 0 if connected and recorded."""
    from switchroom.app.demo.call import Story, run_demo_call  # noqa: PLC0415 - see serve

    story = Story(robot=robot_agent, answered_within=within)
    sys.exit(0 if run_demo_call(read_settings(), story, typer.echo) else 1)


def _welcome(settings: Settings, usernames: list[str], tell: Callable[[str], None]) -> None:
    password = settings.home / "demo-password"
    code = settings.home / "setup-code"
    tell("Ready.")
    if not usernames:
        typer.echo(
            f"""
  Set up     http://localhost:{settings.http_port}
  Code       {code.read_text().strip()}
  Stop       Ctrl-C
"""
        )
        return
    typer.echo(
        f"""
  Desk       {"https" if settings.tls_cert else "http"}://localhost:{settings.http_port}
  Sign in    {", ".join(usernames)}
  Password   {password.read_text().strip() if password.exists() else "as you set it"}
  Call       {"https" if settings.tls_cert else "http"}://localhost:{settings.http_port}/call
             or: SIP to 95598@{settings.host}:{settings.sip_port}
             or: switchroom demo call [--robot-agent]
  Stop       Ctrl-C
"""
    )


def _prepare_log() -> None:
    """Log lines on standard error: what is not as it should be."""
    structlog.configure(
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.dev.ConsoleRenderer(
                colors=sys.stderr.isatty(), exception_formatter=structlog.dev.plain_traceback
            ),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(logging.WARNING),
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
    )
