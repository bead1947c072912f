"""What keeps a well-formed flow from running; each finding names its node."""

from collections import Counter
from collections.abc import Iterator

from switchroom.domain.flow.asking import KEYS
from switchroom.domain.flow.contents import names_read, variables_set
from switchroom.domain.flow.findings import Finding
from switchroom.domain.flow.graph import dangling, endless, trapped, unreachable
from switchroom.domain.flow.nodes import (
    Collect,
    Flow,
    Menu,
    Node,
    Query,
    Rate,
    SetVariables,
    WaitInQueue,
)
from switchroom.domain.flow.templates import is_name

CALL_NAMES = frozenset(
    f"call.{name}" for name in ("interaction", "caller", "called", "customer", "vip", "language")
)
LONGEST_ENTRY = 40

_TIMES = ("timeout", "first_timeout", "next_timeout", "longest", "silence")


def errors(flow: Flow) -> list[Finding]:
    """Everything that is wrong with a flow."""
    if flow.start not in flow.nodes:
        return [
            Finding(
                node="",
                field="start",
                zh=f"起始节点“{flow.start}”不存在",
                en=f"the start {flow.start!r} is no node",
            )
        ]
    own = [found for node in flow.nodes.values() for found in _node_errors(node)]
    return [*_dangling(flow), *own, *_name_errors(flow), *_graph_errors(flow)]


def _dangling(flow: Flow) -> Iterator[Finding]:
    for node, way in dangling(flow):
        missing = (
            f"leads to {way.target!r}, which does not exist" if way.target else "leads nowhere"
        )
        zh = f"通向不存在的节点“{way.target}”" if way.target else "没有连接到下一步"
        yield Finding(
            node=node, field=way.field, zh=f"出口“{way.field}”{zh}", en=f"{way.field} {missing}"
        )


def _graph_errors(flow: Flow) -> Iterator[Finding]:
    lost = unreachable(flow)
    for node in lost:
        yield Finding(node=node, zh="没有任何路径通向它", en="nothing leads to it")
    for node in trapped(flow):
        if node not in lost:
            kind = "the menu" if isinstance(flow.nodes[node], Menu) else "it"
            en = f"{kind} has no exit, every path leads back"
            yield Finding(node=node, zh="没有出口，所有路径都会绕回来", en=en)
    if circle := endless(flow):
        way = " > ".join(circle)
        en = f"endless without the caller's doing: {way}"
        yield Finding(node=circle[0], zh=f"来电人什么都不做也会无限循环：{way}", en=en)


def _node_errors(node: Node) -> Iterator[Finding]:
    if node.entry and not (node.entry.zh.strip() and node.entry.en.strip()):
        en = "agents need a name for this entry in both languages"
        yield Finding(node=node.id, field="entry", zh="入口需要中文和英文名称", en=en)
    match node:
        case Menu():
            yield from _menu(node)
        case Rate():
            yield from _rate(node)
        case Collect():
            yield from _collect(node)
        case Query() | SetVariables():
            yield from _facts(node)
        case WaitInQueue():
            yield from _queue(node)
        case _:
            pass
    for name in _TIMES:
        if getattr(node, name, 1) <= 0:
            en = f"{name} must be more than 0 milliseconds"
            yield Finding(node=node.id, field=name, zh="时长必须大于 0", en=en)


def _menu(node: Menu) -> Iterator[Finding]:
    if not node.choices:
        en = "the menu has no choices"
        yield Finding(node=node.id, field="choices", zh="菜单没有任何按键选项", en=en)
    for key, count in Counter(choice.key for choice in node.choices).items():
        if count > 1:
            en = f"the key {key} is given {count} times"
            yield Finding(node=node.id, field="choices", zh=f"按键 {key} 用了 {count} 次", en=en)
    yield from _asking(node)


def _rate(node: Rate) -> Iterator[Finding]:
    if not node.scale:
        en = "no key counts as an answer"
        yield Finding(node=node.id, field="scale", zh="没有任何按键算作评分", en=en)
    if not node.question.strip():
        en = "reports need a name for the question"
        yield Finding(node=node.id, field="question", zh="问题需要一个统计用的名称", en=en)
    yield from _asking(node)


def _collect(node: Collect) -> Iterator[Finding]:
    if not 1 <= node.min_length <= node.max_length <= LONGEST_ENTRY:
        en = f"1 <= min_length <= max_length <= {LONGEST_ENTRY} does not hold"
        zh = f"位数应满足 1 ≤ 最少 ≤ 最多 ≤ {LONGEST_ENTRY}"
        yield Finding(node=node.id, field="min_length", zh=zh, en=en)
    yield from _asking(node)


def _asking(node: Menu | Collect | Rate) -> Iterator[Finding]:
    if node.tries < 1:
        en = f"it must ask at least once, tries is {node.tries}"
        yield Finding(node=node.id, field="tries", zh="至少要询问一次", en=en)


def _facts(node: Query | SetVariables) -> Iterator[Finding]:
    known = node.columns if isinstance(node, Query) else tuple(node.values)
    for fact in node.facts:
        if fact not in known:
            names = ", ".join(known)
            en = f"the fact {fact!r} is none of {names}"
            yield Finding(node=node.id, field="facts", zh=f"“{fact}”不在 {names} 之中", en=en)


def _queue(node: WaitInQueue) -> Iterator[Finding]:
    for target in node.exits:
        if target.startswith("key:") and target.removeprefix("key:") not in KEYS:
            en = f"the exit {target!r} names no key"
            yield Finding(node=node.id, field="exits", zh=f"出口“{target}”不是按键", en=en)


def _name_errors(flow: Flow) -> Iterator[Finding]:
    known = CALL_NAMES | set(flow.variables)
    for node in flow.nodes.values():
        for name in variables_set(node):
            known |= {name}
            if not is_name(name) or name.startswith("call."):
                en = f"{name!r} cannot be a variable's name"
                yield Finding(node=node.id, zh=f"“{name}”不能作为变量名", en=en)
    for node in flow.nodes.values():
        for name in sorted(names_read(node) - known):
            en = f"nothing is called ${{{name}}}"
            yield Finding(node=node.id, zh=f"没有名为 ${{{name}}} 的变量", en=en)
