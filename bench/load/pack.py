"""The demonstration power centre with as many agents as a measurement needs."""

import json
import shutil
from pathlib import Path
from typing import Any

import yaml

SOURCE = Path(__file__).parents[2] / "packs/power"
SERVICE = "95598"
QUEUE = "fault-repair"
"""Where keys 1 (Mandarin) and 1 (a power failure) lead."""


def write_pack(folder: Path, agents: list[str]) -> Path:
    """A copy of the pack, changed where a measurement needs it.

    No wrap-up, so that an agent is free at once; no overflow, so that a call is answered or
    counted as waiting; no rating, so that a call ends with its agent. The recording notice may be
    interrupted: otherwise a call's first seconds measure nothing but how Asterisk plays.
    """
    shutil.copytree(SOURCE, folder)
    _write(folder / "queues.yaml", list(map(_queue, _read(folder / "queues.yaml"))))
    _write(folder / "users.yaml", [*_read(folder / "users.yaml")[:1], *map(_agent, agents)])
    _let_interrupt(folder / "flows/welcome.json", "notice")
    return folder


def _queue(given: dict[str, Any]) -> dict[str, Any]:
    overflows = [] if given["id"] == QUEUE else given["overflows"]
    return given | {"wrap_up": 0, "overflows": overflows, "survey_flow": ""}


def _agent(extension: str) -> dict[str, Any]:
    return {
        "id": f"agent{extension}",
        "name": {"zh": f"座席{extension}", "en": f"Agent {extension}"},
        "roles": ["agent"],
        "site": "main",
        "department": "service",
        "extension": extension,
        "skills": {"mandarin": 10, "fault": 8, "general": 5},
    }


def _let_interrupt(flow: Path, node: str) -> None:
    data = json.loads(flow.read_text("utf-8"))
    for one in data["nodes"]:
        if one["id"] == node:
            one["barge_in"] = True
    flow.write_text(json.dumps(data, ensure_ascii=False), "utf-8")


def _read(path: Path) -> list[dict[str, Any]]:
    content: list[dict[str, Any]] = yaml.safe_load(path.read_text("utf-8"))
    return content


def _write(path: Path, content: list[dict[str, Any]]) -> None:
    path.write_text(yaml.safe_dump(content, allow_unicode=True, sort_keys=False), "utf-8")
