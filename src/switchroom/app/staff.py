"""The colleagues there are: agents by what their users are called."""

from sqlalchemy import Connection

from switchroom.features.agents.service import all_agents
from switchroom.features.directory.staff import Colleague
from switchroom.features.users.service import all_users


def staff(connection: Connection) -> list[Colleague]:
    """All agents whose user may sign in, by number."""
    names = {user.id: user.display_name for user in all_users(connection) if user.active}
    return [
        Colleague(
            id=agent.agent,
            name=names[agent.agent],
            number=agent.number,
            extension=agent.extension,
            team=agent.team,
        )
        for agent in all_agents(connection)
        if agent.agent in names
    ]
