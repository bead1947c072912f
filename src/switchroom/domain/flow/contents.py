"""What a flow says, sets, reads and refers to."""

from collections.abc import Iterator
from dataclasses import dataclass

from switchroom.domain.flow.nodes import (
    Callback,
    Collect,
    Condition,
    Flow,
    Hours,
    Menu,
    Node,
    Play,
    Query,
    Rate,
    Say,
    SetVariables,
    SubFlow,
    Transfer,
    Voicemail,
    WaitInQueue,
)
from switchroom.domain.flow.prompts import LANGUAGES, Prompt, sentences, templates
from switchroom.domain.flow.templates import names


@dataclass(frozen=True, slots=True, order=True)
class Reference:
    """Something outside the flow that a node needs: a `queue`, `schedule`, `mailbox` ..."""

    kind: str
    id: str
    node: str


def fixed_texts(flow: Flow) -> set[tuple[str, str]]:
    """Every (language, sentence) that is known before the call, to be made ahead at publish."""
    texts = {
        text
        for node in flow.nodes.values()
        for prompt in prompts(node)
        for text in sentences(prompt)
    }
    for node in flow.nodes.values():
        if isinstance(node, Say):
            said = {(language, node.text.in_language(language)) for language in LANGUAGES}
            texts |= {(language, text) for language, text in said if text and not names(text)}
    return texts


def references(flow: Flow) -> set[Reference]:
    """What must exist outside the flow; names that are made up in the call are left out."""
    found = {
        Reference(kind, name, node.id)
        for node in flow.nodes.values()
        for kind, name in _references(node)
    }
    return {reference for reference in found if not names(reference.id)}


def prompts(node: Node) -> tuple[Prompt, ...]:
    """All prompts of a node."""
    match node:
        case Menu() | Collect() | Rate():
            return (node.prompt, node.invalid, node.no_input)
        case Play() | Voicemail():
            return (node.prompt,)
        case WaitInQueue():
            return (node.announce, node.meanwhile)
        case _:
            return ()


def variables_set(node: Node) -> tuple[str, ...]:
    """The names that a node gives a value."""
    match node:
        case Collect():
            return (node.variable,)
        case Query():
            return tuple(node.variable(column) for column in node.columns)
        case SetVariables():
            return tuple(node.values)
        case _:
            return ()


def names_read(node: Node) -> frozenset[str]:
    """The names that stand in a node's texts and parameters."""
    return frozenset(name for template in _templates(node) for name in names(template))


def _templates(node: Node) -> Iterator[str]:
    for prompt in prompts(node):
        yield from templates(prompt)
    match node:
        case Say():
            yield from (node.text.zh, node.text.en)
        case Query():
            yield from node.parameters.values()
        case SetVariables():
            yield from node.values.values()
        case Condition():
            yield from (text for branch in node.branches for text in (branch.value, branch.than))
        case WaitInQueue():
            yield from (node.queue, str(node.priority))
        case Callback():
            yield node.number
        case Transfer():
            yield node.endpoint
        case _:
            pass


def _references(node: Node) -> Iterator[tuple[str, str]]:
    for prompt in prompts(node):
        yield from (("prompt", piece.prompt) for piece in prompt if isinstance(piece.prompt, str))
    match node:
        case Query():
            yield "query", node.query
        case Hours():
            yield "schedule", node.schedule
        case WaitInQueue():
            yield "queue", node.queue
            yield from (("skill", need.skill) for need in node.needs)
        case Voicemail():
            yield "mailbox", node.mailbox
        case SubFlow():
            yield "flow", node.flow
        case _:
            pass
