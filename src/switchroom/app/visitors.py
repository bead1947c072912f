"""What the page "Call us" needs of other features, composed."""

from sqlalchemy import Connection, select

from switchroom.features.interactions.tables import interactions
from switchroom.features.settings import catalogue
from switchroom.features.settings.switches import read_options
from switchroom.features.visitors.admission import Limits
from switchroom.features.visitors.reception import Contact, House
from switchroom.ports.guests import WEB


class VisitorSurroundings:
    """`features.visitors.reception.Surroundings` on the features' tables."""

    def house(self, connection: Connection) -> House:
        """What is set up; a number that is gone, or another trunk's, cannot be called."""
        options = read_options(connection)
        number = catalogue.find(connection, catalogue.NUMBERS, options.call_us_number)
        served = number if number and number.trunk in {"", WEB} else None
        return House(
            number=served.id if served else "",
            names=served.name if served else {},
            centre_name=options.centre_name,
            limits=Limits(
                lines=options.call_us_lines,
                per_minute=options.call_us_per_minute,
                per_address=options.call_us_per_address,
            ),
        )

    def contact(self, connection: Connection, interaction: str) -> Contact | None:
        """A call in the record."""
        row = connection.execute(
            select(interactions.c.state, interactions.c.agent).where(
                interactions.c.id == interaction
            )
        ).one_or_none()
        return Contact(state=row.state, agent=row.agent) if row else None
