"""A pack from its folder."""

import json
from collections.abc import Hashable
from pathlib import Path
from typing import Any

import yaml

from switchroom.features.packs.pack import Pack, PackError, build_pack
from switchroom.features.packs.schema import LISTS


def read_pack(folder: Path) -> Pack:
    """Read and check the pack in a folder: `pack.yaml`, a file for each list, `flows/*.json`.

    Raises:
        PackError: with all problems that were found.
    """
    try:
        data = _fields(_yaml(folder / "pack.yaml"), "pack.yaml")
        data |= {
            name: _yaml(folder / f"{name}.yaml")
            for name in LISTS
            if (folder / f"{name}.yaml").exists()
        }
        paths = sorted((folder / "flows").glob("*.json"))
        flows = [_fields(_json(path), path.name) for path in paths]
    except (OSError, ValueError, yaml.YAMLError) as error:
        raise PackError(folder.name, [str(error)]) from error
    return build_pack(data, flows)


class _Loader(yaml.SafeLoader):
    """YAML in which a key given twice is an error, where the last one would win."""


def _mapping(loader: _Loader, node: yaml.MappingNode) -> dict[Hashable, Any]:
    keys = [loader.construct_object(key, deep=True) for key, _ in node.value]
    _refuse_twice(keys, str(node.start_mark).strip())
    return loader.construct_mapping(node, deep=True)


_Loader.add_constructor("tag:yaml.org,2002:map", _mapping)


def _yaml(path: Path) -> Any:  # noqa: ANN401 - whatever stands in the file
    with path.open(encoding="utf-8") as file:
        return yaml.load(file, _Loader)  # noqa: S506 - a SafeLoader


def _json(path: Path) -> Any:  # noqa: ANN401 - whatever stands in the file
    def once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        _refuse_twice([key for key, _ in pairs], path.name)
        return dict(pairs)

    try:
        return json.loads(path.read_text(encoding="utf-8"), object_pairs_hook=once)
    except json.JSONDecodeError as error:
        raise ValueError(f"{path.name}: {error}") from error


def _fields(data: Any, where: str) -> dict[str, Any]:  # noqa: ANN401 - whatever stood in the file
    if not isinstance(data, dict):
        raise ValueError(f"{where}: it holds no fields")  # noqa: TRY004 - wrong content, not type
    return data


def _refuse_twice(keys: list[Any], where: str) -> None:
    for key in keys:
        if keys.count(key) > 1:
            raise ValueError(f"{where}: the key {key!r} is given twice")
