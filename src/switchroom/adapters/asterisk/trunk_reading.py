"""What Asterisk's console says about trunks, read; pure."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, TypeAlias, cast

from switchroom.ports.trunks import Condition, Outcome, TrunkState

Registration: TypeAlias = Literal["Registered", "Unregistered", "Rejected", "Stopped"]

_CONTACT = re.compile(r"^ *Contact: +trunk-([a-z0-9-]+)/\S+ +\S+ +([A-Za-z]+) +(\S+)", re.MULTILINE)
_REGISTRATION = re.compile(
    r"^ *trunk-([a-z0-9-]+)/\S+ +\S+ +(Registered|Unregistered|Rejected|Stopped)\b", re.MULTILINE
)
_MESSAGE = re.compile(r"^(\d+) +\d+ +\* (?:<==|==>) \S+ +(\S.*)$", re.MULTILINE)
_CALL_ID = re.compile(r"^Call-ID: *(\S+)", re.MULTILINE)
_FROM = re.compile(r"^From: *[^\r\n]*?<sip:([^@>;]*)@", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Contact:
    """The other side, as Asterisk's regular questions (OPTIONS) find it."""

    status: str
    round_trip: float | None


@dataclass(frozen=True, slots=True)
class Message:
    """A SIP message in the console's history: its number there, and its first line."""

    number: int
    line: str

    @property
    def status(self) -> int:
        """Of a response; 0 for a request."""
        return int(self.line.split()[1]) if self.line.startswith("SIP/2.0 ") else 0


def read_contacts(text: str) -> dict[str, Contact]:
    """`pjsip show contacts`: by trunk."""
    return {name: Contact(status, _number(took)) for name, status, took in _CONTACT.findall(text)}


def read_registrations(text: str) -> dict[str, Registration]:
    """`pjsip show registrations`: by trunk."""
    return {name: cast("Registration", state) for name, state in _REGISTRATION.findall(text)}


def read_messages(text: str) -> list[Message]:
    """`pjsip show history`."""
    return [Message(int(number), line.strip()) for number, line in _MESSAGE.findall(text)]


def read_call(text: str) -> tuple[str, str]:
    """`pjsip show history entry`: the user in its From, and its Call-ID; empty when unreadable."""
    user, call = _FROM.search(text), _CALL_ID.search(text)
    return (user[1], call[1]) if user and call else ("", "")


def state_of(
    trunk: str, contacts: Mapping[str, Contact], registrations: Mapping[str, Registration]
) -> TrunkState:
    """A trunk's state from both; one without a contact has not been read by Asterisk yet."""
    contact = contacts.get(trunk)
    if contact is None:
        return TrunkState(trunk=trunk, condition="loading")
    condition = _condition(contact, registrations.get(trunk))
    return TrunkState(trunk=trunk, condition=condition, round_trip=contact.round_trip)


def outcome_of(status: int, registration: Registration | None, *, watched: bool = True) -> Outcome:
    """What a test says.

    Args:
        status: of the last answer to OPTIONS; 0: none came.
        registration: of our account, if the trunk has one.
        watched: whether Asterisk sends no call there without an answer.
    """
    if status == 0 and (watched or registration != "Registered"):
        return "no-answer"
    if registration == "Registered":
        return "reachable"  # some challenge OPTIONS for ever, even of those who are signed in
    if status in {401, 407} or registration in {"Rejected", "Stopped"}:
        return "not-authenticated"
    return "refused" if status in {403, 503, 603} else "reachable"


def _condition(contact: Contact, registration: Registration | None) -> Condition:
    """An account that cannot be signed in because nobody answers is shown as the latter."""
    if contact.status == "Unavail":
        return "unreachable"
    if registration in {"Rejected", "Stopped"}:
        return "rejected"
    if registration == "Unregistered":
        return "registering"
    return "ready" if registration or contact.status == "Avail" else "unwatched"


def _number(text: str) -> float | None:
    """Asterisk prints what it has not measured as `nan` or `-nan`."""
    return None if "nan" in text else float(text)
