"""Lets visitors in, and knows which call is whose.

Policy. What a visitor asks about is their own call alone, by a name that nobody can guess. It is
forgotten an hour after it was given, and with the process: the call itself goes on, and is in the
record as any other.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol

from sqlalchemy import Connection

from switchroom.domain.interaction.events import InteractionOpened, Rated
from switchroom.features.visitors.admission import Admission, Limits
from switchroom.features.visitors.naming import web_name, web_number
from switchroom.kernel.errors import ConflictError, NotFoundError, UnavailableError
from switchroom.kernel.time import HOUR, Instant
from switchroom.ports.bus import Bus
from switchroom.ports.clock import Clock
from switchroom.ports.guests import WEB, GuestTelephone, GuestTelephones
from switchroom.ports.store import Store, Transaction
from switchroom.ports.telephony import TelephonyUnavailableError

REMEMBERED = HOUR
QUESTION = "service"
"""What is answered by stars; the same as the survey by keys asks, so that the later one counts."""

MOST_STARS = 5
"""That is key 1 of the survey."""


@dataclass(frozen=True, slots=True, kw_only=True)
class House:
    """What is set up for visitors; `number` is empty when they may not call."""

    number: str
    names: Mapping[str, str]
    centre_name: str
    limits: Limits


@dataclass(frozen=True, slots=True, kw_only=True)
class Contact:
    """A visitor's call in the record."""

    state: str
    agent: str


class Surroundings(Protocol):
    """Other features' answers."""

    def house(self, connection: Connection) -> House:
        """What is set up."""
        ...

    def contact(self, connection: Connection, interaction: str) -> Contact | None:
        """A call in the record."""
        ...


@dataclass(slots=True)
class Visit:
    """A visitor, and the call they made, if they have yet."""

    began: Instant
    interaction: str = ""


class Reception:
    """Visitors of this process."""

    def __init__(
        self, store: Store, clock: Clock, around: Surroundings, telephones: GuestTelephones
    ) -> None:
        self._store = store
        self._clock = clock
        self._around = around
        self._telephones = telephones
        self._admission = Admission()
        self._visits: dict[str, Visit] = {}

    def start(self, bus: Bus) -> None:
        """Follow visitors' calls."""
        bus.watch(InteractionOpened, self._opened)

    async def house(self) -> House:
        """What is set up."""
        return await self._store.read(self._around.house)

    async def welcome(self, address: str, name: str, number: str) -> GuestTelephone:
        """Let somebody call, once.

        Raises:
            UnavailableError: visitors may not call, or Asterisk cannot be reached.
            TooManyError: there are too many.
        """
        house = await self.house()
        if not house.number:
            raise UnavailableError("Nobody can be called from this page at present.")
        now = self._clock.now()
        self._admission.admit(address, self._telephones.open, house.limits, now)
        try:
            telephone = await self._telephones.admit(
                house.number, web_number(number), web_name(name)
            )
        except TelephonyUnavailableError as error:
            raise UnavailableError("The telephone engine is away for a moment.") from error
        self._remember(telephone.user, now)
        return telephone

    async def contact(self, visit: str) -> tuple[str, Contact | None]:
        """A visitor's interaction (empty before the call), and what the record says of it."""
        interaction = self._visit(visit).interaction
        if not interaction:
            return "", None
        return interaction, await self._store.read(
            lambda connection: self._around.contact(connection, interaction)
        )

    async def rate(self, visit: str, stars: int) -> None:
        """How it was; another answer replaces it."""
        interaction, contact = await self.contact(visit)
        if contact is None or not can_be_rated(contact):
            raise ConflictError("Only a talk that is over can be rated.")
        rated = Rated(
            interaction=interaction,
            question=QUESTION,
            value=MOST_STARS + 1 - stars,
            agent=contact.agent,
        )

        def unit(tx: Transaction) -> None:
            tx.record(f"interaction:{interaction}", rated)

        await self._store.write(unit)

    async def _opened(self, _: str, event: InteractionOpened) -> None:
        visit = self._visits.get(self._telephones.guest_of(event.leg))
        if event.trunk == WEB and visit:
            visit.interaction = event.interaction

    def _visit(self, visit: str) -> Visit:
        known = self._visits.get(visit)
        if known is None:
            raise NotFoundError("This call is not known here any more.")
        return known

    def _remember(self, user: str, now: Instant) -> None:
        past = [one for one, visit in self._visits.items() if visit.began <= now - REMEMBERED]
        for one in past:
            del self._visits[one]
        self._visits[user] = Visit(began=now)


def can_be_rated(contact: Contact) -> bool:
    """Whether somebody talked with them, and that is over."""
    return bool(contact.agent) and contact.state in {"wrap-up", "ended"}
