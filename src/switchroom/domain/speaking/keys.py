"""Names of spoken texts."""

import hashlib

from switchroom.domain.speaking.pieces import Piece

LENGTH = 24  # hexadecimal digits: 96 bits, far more than any centre has texts


def prompt_key(piece: Piece, voice: str) -> str:
    """A relative path without extension for what a voice says; the voice's name is part of it."""
    return f"{piece.language}/{voice}/{_digest(piece)}"


def sentence_id(piece: Piece) -> str:
    """The id of a sentence as a prompt that people may record themselves."""
    return f"text-{_digest(piece)}"


def _digest(piece: Piece) -> str:
    text = " ".join(piece.text.split())
    return hashlib.sha256(text.encode()).hexdigest()[:LENGTH]
