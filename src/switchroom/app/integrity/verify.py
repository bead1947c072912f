"""`switchroom verify`: everything that is sealed, against its seals.

Recordings come before the journal: what is said of them rests on journal lines, and those lines are
walked over afterwards, also the ones that came meanwhile.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from sqlalchemy import Engine, func, select

from switchroom.app.integrity.head import kept_head
from switchroom.app.integrity.journal import verify_journal
from switchroom.app.integrity.rows import compare, pairs, without_row
from switchroom.app.integrity.sounds import compare_file, listing, strangers
from switchroom.app.progress import Progress
from switchroom.domain.chain.findings import Finding
from switchroom.domain.chain.head import ForgedHeadError, Head
from switchroom.domain.chain.walking import Walk
from switchroom.features.recordings.tables import recordings


@dataclass(slots=True)
class Outcome:
    """What was looked at, and what was found.

    Attributes:
        entries: lines of the journal.
        erased: those of them whose data was erased by rule.
        recordings: rows.
        removed: those of them whose sound was removed by rule.
        files: whose content was read.
        seal: the newest line's, in hexadecimal digits: the anchor to keep.
        head: the head that was kept beside the database.
        findings: in the order in which they were found.
    """

    entries: int = 0
    erased: int = 0
    recordings: int = 0
    removed: int = 0
    files: int = 0
    seal: str = ""
    head: Head | None = None
    findings: list[Finding] = field(default_factory=list)


def verify(
    reader: Engine, home: Path, folder: Path, anchors: Sequence[str], progress: Progress
) -> Outcome:
    """Look at everything.

    Args:
        reader: the database.
        home: where the head is kept.
        folder: where recordings are.
        anchors: seals that were kept outside, in hexadecimal digits.
        progress: hears how far it is.
    """
    outcome = Outcome()
    outcome.findings.extend(_read_head(home, outcome))
    outcome.findings.extend(_verify_recordings(reader, folder, outcome, progress))
    walk = Walk((anchor.lower() for anchor in anchors), outcome.head)
    outcome.findings.extend(verify_journal(reader, walk, progress))
    outcome.entries, outcome.erased, outcome.seal = walk.position, walk.erased, walk.seal.hex()
    if outcome.head is None and outcome.entries and not _told_of_head(outcome):
        outcome.findings.append(_no_head())
    return outcome


def _read_head(home: Path, outcome: Outcome) -> Iterator[Finding]:
    try:
        outcome.head = kept_head(home)
    except ForgedHeadError as error:
        yield Finding(kind="forged", what="the chain's kept head", says=str(error))


def _verify_recordings(
    reader: Engine, folder: Path, outcome: Outcome, progress: Progress
) -> Iterator[Finding]:
    listed = listing(folder)
    total, done = _sealed_bytes(reader), 0
    for pair in pairs(reader):
        outcome.recordings += 1
        yield from compare(pair)
        if pair.told is None or pair.told["state"] == "removed":
            outcome.removed += pair.told is not None
        elif pair.told["state"] == "stored":
            yield from compare_file(folder, pair.told, reader)
            outcome.files, done = outcome.files + 1, done + pair.told["size"]
            progress("Recordings", done, max(total, done))
    yield from without_row(reader)
    yield from strangers(folder, listed, reader)


def _sealed_bytes(reader: Engine) -> int:
    stored = select(func.coalesce(func.sum(recordings.c.size), 0))
    with reader.connect() as connection:
        return int(connection.execute(stored.where(recordings.c.state == "stored")).scalar_one())


def _told_of_head(outcome: Outcome) -> bool:
    return any(finding.kind == "forged" for finding in outcome.findings)


def _no_head() -> Finding:
    says = "is missing, so a cut end cannot be told from a whole one; the centre makes one anew"
    return Finding(kind="missing", what="the chain's kept head", says=says)
