"""The JSON Schemas of packs and flows, for editors and for whoever writes a pack by other means.

Made from the types that read them, so that they cannot differ; the copies in `packs/` are written
by `python -m switchroom.features.packs.json_schema <folder>` and compared by a test.
"""

import json
import sys
from pathlib import Path
from typing import Any

import msgspec

from switchroom.domain.flow.parse import flow_schema
from switchroom.features.packs.schema import PackData


def pack_schema() -> dict[str, Any]:
    """The schema of a pack's data: the head's fields, and each list under its file's name."""
    return msgspec.json.schema(PackData)


SCHEMAS = {"pack.schema.json": pack_schema, "flow.schema.json": flow_schema}
"""By the name of their file in `packs/`."""


def as_text(schema: dict[str, Any]) -> str:
    """A schema as it stands in its file."""
    return json.dumps(schema, ensure_ascii=False, indent=2) + "\n"


def write_schemas(folder: Path) -> None:
    """Write every schema into a folder."""
    for name, make in SCHEMAS.items():
        (folder / name).write_text(as_text(make()), encoding="utf-8")


if __name__ == "__main__":
    write_schemas(Path(sys.argv[1]))
