"""The committed ARI models against the Swagger files of the Asterisk that is installed."""

import importlib.util
from pathlib import Path

import pytest

from switchroom.adapters.asterisk import generated
from switchroom.adapters.asterisk.installation import find_root

pytestmark = pytest.mark.integration

GENERATOR = Path(__file__).parents[3] / "deploy/asterisk/generate_ari.py"
SWAGGER = Path("/usr/share/asterisk/rest-api")


def test_generated_files_are_current_when_made_from_the_installed_asterisk() -> None:
    root = find_root()
    assert root is not None
    specification = importlib.util.spec_from_file_location("generate_ari", GENERATOR)
    assert specification is not None
    assert specification.loader is not None
    generator = importlib.util.module_from_spec(specification)
    specification.loader.exec_module(generator)
    committed = Path(generated.__path__[0])
    for name, text in generator.generate(root.host(SWAGGER)).items():
        assert (committed / name).read_text() == text, name
