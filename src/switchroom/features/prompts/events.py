"""What happens to prompts that people make; streams `prompt:<language>/<id>`."""

from switchroom.kernel.messages import Event


class PromptWritten(Event, frozen=True, kw_only=True):
    """What a prompt is to say."""

    prompt: str
    language: str
    text: str


class PromptTaken(Event, frozen=True, kw_only=True):
    """There is a new recording of a prompt, which callers hear once it is chosen."""

    prompt: str
    language: str
    take: int
    origin: str


class PromptTakeChosen(Event, frozen=True, kw_only=True):
    """Callers hear another recording from now on; 0: what a voice says."""

    prompt: str
    language: str
    take: int
    before: int


class PromptRemoved(Event, frozen=True, kw_only=True):
    """A prompt and its recordings are gone."""

    prompt: str
    language: str


MESSAGES = (PromptWritten, PromptTaken, PromptTakeChosen, PromptRemoved)
"""The feature's own kinds of message."""
