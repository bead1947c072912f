"""How a queue stands, as one who waits in it is told."""

from collections.abc import Sequence

from switchroom.domain.flow.messages import Spoken
from switchroom.domain.speaking.catalogue import announcement
from switchroom.domain.speaking.pieces import Language
from switchroom.kernel.time import Millis


def standing(
    tell: Sequence[str], ahead: int, wait: Millis | None, language: str
) -> tuple[Spoken, ...]:
    """What is said, in the order in which it is asked for.

    Args:
        tell: `position`, `ahead`, `wait`, as in a queue's node.
        ahead: how many are before them. Nobody: they are told so once, not in numbers.
        wait: how long it is likely to take; None, nobody knows: nothing is said of it.
        language: of the call.
    """
    tongue: Language = "en" if language == "en" else "zh"
    said: list[Spoken] = []
    if ahead == 0 and {"position", "ahead"} & set(tell):
        said.append(Spoken(kind="text", value=announcement("next-in-line", tongue)))
    for what in tell:
        if what == "wait" and wait is not None:
            said.append(Spoken(kind="text", value=announcement("expected-wait", tongue)))
            said.append(Spoken(kind="wait", value=str(max(0, wait))))
        elif what == "position" and ahead:
            said.append(Spoken(kind="text", value=announcement("place", tongue)))
            said.append(Spoken(kind="number", value=str(ahead + 1)))
        elif what == "ahead" and ahead:
            said.append(Spoken(kind="text", value=announcement("position", tongue)))
            said.append(Spoken(kind="number", value=str(ahead)))
    return tuple(said)
