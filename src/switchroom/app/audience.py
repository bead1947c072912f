"""Whom notices can be sent to: the agents as the live board knows them, at their desks."""

from sqlalchemy import Connection

from switchroom.app.board_lore import BoardLore
from switchroom.features.desk.hub import Hub
from switchroom.features.notices.audience import Audience, Member


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

    return Audience(members=members, tell=hub.tell)
