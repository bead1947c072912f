"""Names of spoken texts."""

import hashlib

from switchroom.domain.speaking.pieces import Piece

LENGTH = 24  # hexadecimal digits: 96 bits, far more than any centre has texts


def prompt_key(piece: Piece, voice: str) -> str:
    """A relative path without extension for what a voice says; the voice's name is part of it."""
    text = " ".join(piece.text.split())
    digest = hashlib.sha256(text.encode()).hexdigest()[:LENGTH]
    return f"{piece.language}/{voice}/{digest}"
