"""Prompts that people make, and their takes.

Takes are kept. Callers hear the one that is chosen; which one they heard before it is known, so
that the choice can be taken back.

A prompt has a name that flows use, with takes in each language; or it is a sentence of a flow or
of the programme, whose takes are heard in place of the voice's.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, TypeAlias

from sqlalchemy import Connection, delete, func, insert, select, update

from switchroom.domain.speaking.pieces import Language
from switchroom.features.prompts.events import (
    PromptRemoved,
    PromptTakeChosen,
    PromptTaken,
    PromptWritten,
)
from switchroom.features.prompts.tables import prompts, takes
from switchroom.kernel.errors import InvalidError, NotFoundError
from switchroom.kernel.time import Instant, Millis
from switchroom.ports.store import Transaction
from switchroom.runtime.history import Reading, history

Origin: TypeAlias = Literal["speech", "upload", "microphone", "edit"]
NAME = re.compile(r"(?!text-)[a-z0-9][a-z0-9-]{0,63}")
CHOICES: Mapping[str, Reading] = {
    "PromptTakeChosen": lambda _, chosen: chosen,
    "PromptRemoved": lambda _, __: None,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Prompt:
    """A prompt in a language. `current`: the take that is heard; 0: none of them."""

    id: str
    language: Language
    text: str
    current: int
    changed: Instant


@dataclass(frozen=True, slots=True, kw_only=True)
class Take:
    """A recording. `detail`: the voice, the file's name, or the take it was cut from."""

    prompt: str
    language: Language
    number: int
    origin: Origin
    detail: str
    duration: Millis
    created: Instant
    author: str


def is_name(prompt: str) -> bool:
    """Whether people may call a prompt so; sentences have ids of their own."""
    return NAME.fullmatch(prompt) is not None


def require_name(prompt: str) -> None:
    """Refuse what cannot be a prompt's name."""
    if not is_name(prompt):
        raise InvalidError("A prompt's name is made of small letters, digits and hyphens.")


def all_prompts(connection: Connection) -> list[Prompt]:
    """Every prompt that people have made or replaced."""
    chosen = select(prompts).order_by(prompts.c.id, prompts.c.language)
    return [Prompt(**row) for row in connection.execute(chosen).mappings()]


def prompt_names(connection: Connection) -> list[str]:
    """The names that flows can use: those with a sound in some language."""
    return sorted({one.id for one in all_prompts(connection) if one.current and is_name(one.id)})


def find_prompt(connection: Connection, prompt: str, language: Language) -> Prompt | None:
    """A prompt in a language, if people have made it."""
    found = select(prompts).where(prompts.c.id == prompt, prompts.c.language == language)
    row = connection.execute(found).mappings().one_or_none()
    return None if row is None else Prompt(**row)


def takes_of(connection: Connection, prompt: str, language: Language) -> list[Take]:
    """The takes, the newest first."""
    chosen = select(takes).where(takes.c.prompt == prompt, takes.c.language == language)
    rows = connection.execute(chosen.order_by(takes.c.number.desc())).mappings()
    return [Take(**row) for row in rows]


def counted_takes(connection: Connection) -> dict[tuple[str, str], int]:
    """How many takes there are, by prompt and language."""
    counted = select(takes.c.prompt, takes.c.language, func.count()).group_by(
        takes.c.prompt, takes.c.language
    )
    return {(prompt, language): count for prompt, language, count in connection.execute(counted)}


def write_prompt(tx: Transaction, prompt: str, language: Language, text: str, actor: str) -> Prompt:
    """Say what a prompt is to say; it is begun if it is not there."""
    known = find_prompt(tx.connection, prompt, language)
    if known is None or known.text != text:
        this = (prompts.c.id == prompt) & (prompts.c.language == language)
        row = {"id": prompt, "language": language, "text": text, "changed": tx.now}
        kept = {"current": known.current if known else 0}
        tx.connection.execute(delete(prompts).where(this))
        tx.connection.execute(insert(prompts), row | kept)
        event = PromptWritten(prompt=prompt, language=language, text=text)
        tx.record(stream(prompt, language), event, actor=actor)
    return require_prompt(tx.connection, prompt, language)


def next_take(connection: Connection, prompt: str, language: Language) -> int:
    """The number of the next take; numbers are never used again."""
    newest = select(func.max(takes.c.number)).where(
        takes.c.prompt == prompt, takes.c.language == language
    )
    return (connection.execute(newest).scalar() or 0) + 1


def add_take(tx: Transaction, take: Take) -> None:
    """Keep a take, to be heard once it is chosen."""
    fields = {name: getattr(take, name) for name in Take.__dataclass_fields__}
    tx.connection.execute(insert(takes), fields | {"created": tx.now})
    event = PromptTaken(
        prompt=take.prompt, language=take.language, take=take.number, origin=take.origin
    )
    tx.record(stream(take.prompt, take.language), event, actor=take.author)


def choose_take(tx: Transaction, prompt: str, language: Language, number: int, actor: str) -> None:
    """Let another take be heard, or with 0 what a voice says."""
    known = require_prompt(tx.connection, prompt, language)
    if number and number not in {t.number for t in takes_of(tx.connection, prompt, language)}:
        raise NotFoundError("There is no such take.")
    if number != known.current:
        _set_current(tx, prompt, language, number)
        event = PromptTakeChosen(
            prompt=prompt, language=language, take=number, before=known.current
        )
        tx.record(stream(prompt, language), event, actor=actor)


def heard_before(connection: Connection, prompt: str, language: Language) -> int | None:
    """The take that was heard before the current one was chosen; None: none has been chosen."""
    found = history(connection, stream(prompt, language), CHOICES)
    state = found[0].after if found else None
    return None if state is None else int(state["before"])


def remove_prompt(tx: Transaction, prompt: str, language: Language, actor: str) -> None:
    """Forget a prompt in a language, and its takes."""
    require_prompt(tx.connection, prompt, language)
    these = (takes.c.prompt == prompt) & (takes.c.language == language)
    tx.connection.execute(delete(takes).where(these))
    this = (prompts.c.id == prompt) & (prompts.c.language == language)
    tx.connection.execute(delete(prompts).where(this))
    event = PromptRemoved(prompt=prompt, language=language)
    tx.record(stream(prompt, language), event, actor=actor)


def require_prompt(connection: Connection, prompt: str, language: Language) -> Prompt:
    """A prompt.

    Raises:
        NotFoundError: nobody has made it.
    """
    found = find_prompt(connection, prompt, language)
    if found is None:
        raise NotFoundError("There is no such prompt.")
    return found


def stream(prompt: str, language: Language) -> str:
    """The stream of what happens to a prompt."""
    return f"prompt:{language}/{prompt}"


def _set_current(tx: Transaction, prompt: str, language: Language, number: int) -> None:
    this = (prompts.c.id == prompt) & (prompts.c.language == language)
    tx.connection.execute(update(prompts).where(this).values(current=number, changed=tx.now))
