"""All prompts of the centre, whoever made them."""

from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass

from sqlalchemy import Connection

from switchroom.domain.speaking.catalogue import CATALOGUE, fixed_texts
from switchroom.domain.speaking.keys import sentence_id
from switchroom.domain.speaking.pieces import Language, Piece
from switchroom.features.prompts.library import PromptLibrary
from switchroom.features.prompts.schemas import Kind, PromptRow, PromptSheet, TakeRow
from switchroom.features.prompts.schemas import Use as UseRow
from switchroom.features.prompts.takes import (
    Prompt,
    all_prompts,
    counted_takes,
    heard_before,
    is_name,
    takes_of,
)
from switchroom.features.prompts.world import PromptWorld, Use
from switchroom.kernel.errors import NotFoundError
from switchroom.kernel.time import Millis
from switchroom.ports.sound import Sounds


@dataclass(frozen=True, slots=True, kw_only=True)
class Shelf:
    """Where prompts are found, and how long they are."""

    library: PromptLibrary
    sounds: Sounds
    world: PromptWorld

    def duration(self, prompt: str, language: Language, text: str, kind: Kind) -> Millis | None:
        """How long what callers hear is; None when they hear a tone instead."""
        if kind == "named":
            return self.sounds.duration(self.library.recorded(prompt, language))
        stem = self.library.path(text, language)
        return None if stem is None else self.sounds.duration(stem)


def rows(connection: Connection, shelf: Shelf, language: Language) -> list[PromptRow]:
    """Every prompt in a language: named ones, what flows say, what the programme says."""
    kept = all_prompts(connection)
    made = {one.id: one for one in kept if one.language == language}
    names = made.keys() | {one.id for one in kept if is_name(one.id)}
    counts = counted_takes(connection)
    return [
        _row(shelf, found, made.get(found.id), counts.get((found.id, language), 0))
        for found in _all(connection, shelf.world, language, made, names)
    ]


def row(connection: Connection, shelf: Shelf, prompt: str, language: Language) -> PromptRow:
    """One prompt.

    Raises:
        NotFoundError: nobody says or has made it.
    """
    for found in rows(connection, shelf, language):
        if found.id == prompt:
            return found
    raise NotFoundError("There is no such prompt.")


def sheet(connection: Connection, shelf: Shelf, prompt: str, language: Language) -> PromptSheet:
    """One prompt with its takes."""
    people = shelf.world.people(connection)
    history = [
        TakeRow(
            number=take.number,
            origin=take.origin,
            detail=take.detail,
            duration=take.duration,
            created=take.created,
            author=people.get(take.author, take.author),
        )
        for take in takes_of(connection, prompt, language)
    ]
    found = row(connection, shelf, prompt, language).model_dump()
    before = heard_before(connection, prompt, language)
    return PromptSheet(**found, before=before, history=history)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Found:
    id: str
    language: Language
    kind: Kind
    text: str
    uses: Sequence[Use] = ()


def _all(
    connection: Connection,
    world: PromptWorld,
    language: Language,
    made: Mapping[str, Prompt],
    names: Set[str],
) -> Iterator[_Found]:
    named, said = world.named(connection), world.sentences(connection)
    sentences = {p: uses for p, uses in said.items() if p.language == language}
    spoken = {sentence_id(piece): (piece, kind) for piece, kind in _spoken(language, sentences)}
    for name in sorted({*named, *names} - spoken.keys()):
        text = made[name].text if name in made else ""
        kept: Kind = "named" if is_name(name) else "sentence"
        yield _Found(id=name, language=language, kind=kept, text=text, uses=named.get(name, ()))
    for id_, (piece, kind) in spoken.items():
        uses = sentences.get(piece, ())
        yield _Found(id=id_, language=language, kind=kind, text=piece.text, uses=uses)


def _spoken(
    language: Language, sentences: Mapping[Piece, Sequence[Use]]
) -> Iterator[tuple[Piece, Kind]]:
    announcements = {Piece(language, texts[language]) for texts in CATALOGUE.values()}
    yield from ((piece, "sentence") for piece in sorted(sentences))
    for piece in sorted(announcements - sentences.keys()):
        yield piece, "announcement"
    own = {piece for piece in fixed_texts() if piece.language == language}
    for piece in sorted(own - announcements - sentences.keys()):
        yield piece, "piece"


def _row(shelf: Shelf, found: _Found, made: Prompt | None, takes: int) -> PromptRow:
    return PromptRow(
        id=found.id,
        language=found.language,
        kind=found.kind,
        text=found.text,
        uses=[UseRow.model_validate(use) for use in found.uses],
        current=made.current if made else 0,
        takes=takes,
        duration=shelf.duration(found.id, found.language, found.text, found.kind),
        changed=made.changed if made else None,
    )
