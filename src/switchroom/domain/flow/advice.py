"""What runs, but hardly as it was meant: the designer's warnings."""

import re
from collections.abc import Iterator, Mapping, Set

from switchroom.domain.flow.assigned import perhaps_empty
from switchroom.domain.flow.checks import CALL_NAMES
from switchroom.domain.flow.contents import Reference, prompts, references
from switchroom.domain.flow.findings import Finding, Severity
from switchroom.domain.flow.nodes import Collect, Flow, Menu, Node, Play, Say, Transfer
from switchroom.domain.flow.prompts import Prompt

Known = Mapping[str, Set[str]]
"""What exists outside a flow: ids by kind of reference (`queue`, `schedule`, `prompt` ...)."""

_KINDS = {
    "queue": "队列",
    "schedule": "服务时间",
    "mailbox": "留言信箱",
    "query": "查询",
    "skill": "技能",
    "flow": "流程",
    "prompt": "提示音",
}
_KEYS = {"*": r"\*|星号|star", "#": r"#|井号|hash|pound"}
_SECRET = re.compile(r"(^|[._-])(pin|password|passcode|card|cvv)", re.IGNORECASE)
_ENDPOINT = re.compile(r"agent:[^/\s]+|trunk:[^/\s]+/\S+")


def warnings(flow: Flow) -> list[Finding]:
    """Everything that should be looked at again; the flow has no errors."""
    own = [found for node in flow.nodes.values() for found in _node_warnings(node)]
    return [*own, *_perhaps_empty(flow)]


def missing(flow: Flow, known: Known) -> list[Finding]:
    """What the flow needs and the centre does not have; a prompt's place is taken by a tone."""
    return [
        _missing(reference)
        for reference in sorted(references(flow))
        if reference.id not in known.get(reference.kind, frozenset())
    ]


def _missing(reference: Reference) -> Finding:
    severity: Severity = "warning" if reference.kind == "prompt" else "error"
    zh = f"没有名为“{reference.id}”的{_KINDS[reference.kind]}"
    en = f"there is no {reference.kind} {reference.id!r}"
    return Finding(node=reference.node, field=reference.kind, severity=severity, zh=zh, en=en)


def _warning(node: Node, field: str, zh: str, en: str) -> Finding:
    return Finding(node=node.id, field=field, severity="warning", zh=zh, en=en)


def _node_warnings(node: Node) -> Iterator[Finding]:
    match node:
        case Menu() | Collect() | Play() if not node.prompt:
            yield _warning(node, "prompt", "没有任何提示音", "nothing is said")
        case Menu():
            yield from _unspoken_keys(node)
        case Transfer() if not _ENDPOINT.fullmatch(node.endpoint):
            zh = "转接目标应为 agent:分机 或 trunk:中继/号码"
            yield _warning(node, "endpoint", zh, "a transfer rings agent:… or trunk:…/…")
        case Say() if not (node.text.zh and node.text.en):
            yield _half_said(node, "text")
        case _:
            pass
    if isinstance(node, Collect) and not node.secret and _SECRET.search(node.variable):
        zh, en = (
            "像是密码或卡号，建议设为保密",
            "it looks like a secret, but is shown in the journal",
        )
        yield _warning(node, "secret", zh, en)
    if any(_one_language(prompt) for prompt in prompts(node)):
        yield _half_said(node, "prompt")


def _unspoken_keys(node: Menu) -> Iterator[Finding]:
    """Keys that no sentence of the menu speaks of; recorded prompts may say anything."""
    if any(isinstance(piece.prompt, str) for piece in node.prompt):
        return
    said = " ".join(_said(node.prompt))
    for choice in node.choices:
        if not re.search(_KEYS.get(choice.key, choice.key), said, re.IGNORECASE):
            zh, en = (
                f"提示音没有说到按键 {choice.key}",
                f"no sentence speaks of the key {choice.key}",
            )
            yield _warning(node, "prompt", zh, en)


def _said(prompt: Prompt) -> Iterator[str]:
    for piece in prompt:
        yield from (text for text in (piece.zh, piece.en, piece.text) if isinstance(text, str))


def _one_language(prompt: Prompt) -> bool:
    return any(piece.zh == "" or piece.en == "" for piece in prompt)


def _half_said(node: Node, field: str) -> Finding:
    return _warning(node, field, "缺少一种语言的文字", "a sentence is missing in one language")


def _perhaps_empty(flow: Flow) -> Iterator[Finding]:
    for node, name in perhaps_empty(flow, CALL_NAMES | frozenset(flow.variables)):
        zh = f"有的路径到这里时 ${{{name}}} 还没有值"
        en = f"on some way here ${{{name}}} has no value yet"
        yield Finding(node=node, severity="warning", zh=zh, en=en)
