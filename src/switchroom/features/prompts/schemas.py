"""What the prompt workshop's HTTP edge gives and takes."""

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from switchroom.kernel.time import Instant, Millis

Kind = Literal["named", "sentence", "announcement", "piece"]
Language = Literal["zh", "en"]


class Use(BaseModel):
    """Where a prompt is spoken."""

    model_config = ConfigDict(from_attributes=True)

    flow: str
    title: dict[str, str]
    node: str
    label: dict[str, str]


class PromptRow(BaseModel):
    """A prompt in a language.

    Attributes:
        kind: `named` has a name that flows use; `sentence` is said by a flow, `announcement` by
            the programme, `piece` is part of numbers and dates.
        current: the take that is heard; 0: what a voice says.
        duration: of what is heard; None: there is no sound, callers hear a tone.
    """

    id: str
    language: Language
    kind: Kind
    text: str
    uses: list[Use]
    current: int
    takes: int
    duration: Millis | None
    changed: Instant | None


class TakeRow(BaseModel):
    """A take; `author` is a name."""

    number: int
    origin: str
    detail: str
    duration: Millis
    created: Instant
    author: str


class PromptSheet(PromptRow):
    """A prompt with its takes, the newest first; `before`: the one that was heard before."""

    before: int | None
    history: list[TakeRow]


class Voices(BaseModel):
    """The voices of each language, the best first."""

    zh: list[str]
    en: list[str]


class Wording(BaseModel):
    """What a prompt is to say."""

    text: str = Field(max_length=2000)


class SpeechOrder(BaseModel):
    """A take to be spoken by a voice; none named: the best."""

    voice: str = ""
    speed: float = Field(default=1.0, ge=0.5, le=2.0)


class UploadFacts(BaseModel):
    """What is uploaded: its file's name, and whether it was recorded in the page."""

    name: str = Field(default="", max_length=200)
    origin: Literal["upload", "microphone"] = "upload"


class CutOrder(BaseModel):
    """A take to be made of another: from `start` to `end` (milliseconds), louder by `gain` dB."""

    take: int
    start: Millis = Field(default=0, ge=0)
    end: Millis | None = Field(default=None, gt=0)
    gain: float = Field(default=0.0, ge=-40.0, le=40.0)
    normalise: bool = False


class TakeChoice(BaseModel):
    """The take to be heard; 0: what a voice says."""

    take: int = Field(ge=0)


class Peaks(BaseModel):
    """A waveform."""

    duration: Millis
    channels: list[list[float]]
