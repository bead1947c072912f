"""Whom notices can be sent to: the agents as the live board knows them, at their desks."""

from sqlalchemy import Connection

from switchroom.app.board_lore import BoardLore
from switchroom.features.desk.hub import Hub
from switchroom.features.notices.audience import Audience, Member
from switchroom.features.settings.switches import read_options
from switchroom.kernel.time import DAY, Millis


def audience(lore: BoardLore, hub: Hub) -> Audience:
    """The agents, and their open pages."""

    def members(connection: Connection) -> list[Member]:
        return [
            Member(
                id=agent,
                name=card.view["name"],
                team=card.view["team"],
                queues=card.view["queues"],
                site=card.site,
                departments=card.departments,
            )
            for agent, card in lore.cards(connection).items()
        ]

    def keeps(connection: Connection) -> Millis:
        return read_options(connection).notice_days * DAY

    return Audience(members=members, tell=hub.tell, keeps=keeps)
