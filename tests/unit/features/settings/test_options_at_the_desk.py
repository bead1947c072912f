"""The desk asks for every option of the centre; its own tests hold that each has words."""

import re
from dataclasses import fields
from pathlib import Path

import pytest

from switchroom.features.settings.records import Options

pytestmark = pytest.mark.unit
PAGE = Path(__file__).parents[4] / "web/desk/src/pages/admin/options.ts"


def test_every_option_is_on_the_page_once_when_the_centre_has_it() -> None:
    shown = re.findall(r"path: '(\w+)'", PAGE.read_text())
    assert sorted(shown) == sorted(field.name for field in fields(Options))
