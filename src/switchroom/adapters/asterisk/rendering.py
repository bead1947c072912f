"""Asterisk's configuration files, from the templates of this package."""

import re
from collections.abc import Sequence
from importlib.resources import files
from pathlib import Path

import jinja2

from switchroom.adapters.asterisk.configuration import AsteriskConfiguration, ConfigurationError

TEMPLATES = files("switchroom.adapters.asterisk") / "templates"

DANGEROUS = re.compile(r"[\x00-\x1f\x7f;\[\]{}\\]")
"""What could end a value, or begin a comment, a section or a variable, in Asterisk's files."""


def safe(value: object) -> str:
    """A value as text; refused when it could mean more than itself. Applied to every value."""
    text = str(value)
    if DANGEROUS.search(text):
        raise ConfigurationError(f"{text!r} holds a character that Asterisk's files cannot")
    return text


def render(
    configuration: AsteriskConfiguration, home: Path, modules: Path, music: Sequence[str]
) -> dict[str, str]:
    """All configuration files: text by file name.

    Args:
        configuration: what they say.
        home: the instance's own folder, as Asterisk sees it.
        modules: the folder of Asterisk's modules, as it sees it.
        music: the music classes, each a folder below `<home>/music`.
    """
    environment = jinja2.Environment(
        autoescape=False,  # noqa: S701 not HTML: `safe` refuses what these files cannot hold
        undefined=jinja2.StrictUndefined,
        finalize=safe,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    values = {
        "configuration": configuration,
        "ports": configuration.ports,
        "home": home,
        "modules": modules,
        "music": music,
    }
    return {
        Path(template.name).stem: environment.from_string(template.read_text()).render(values)
        for template in TEMPLATES.iterdir()
        if template.name.endswith(".j2")
    }
