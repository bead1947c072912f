"""What the administrators' routes need of each other's features, composed."""

from collections.abc import Callable, Iterator

from fastapi import FastAPI
from sqlalchemy import Connection

from switchroom.app.running import RunningCentre
from switchroom.domain.routing.commands import RemoveQueue
from switchroom.features.agents import events as agents
from switchroom.features.agents.service import Agent, all_agents, get_agent
from switchroom.features.settings import catalogue
from switchroom.features.settings import events as settings
from switchroom.features.settings.editing import kind_of
from switchroom.features.settings.references import (
    Around,
    MissingError,
    Reference,
    Referring,
    Target,
)
from switchroom.features.users import events as users
from switchroom.features.users.service import all_users, display_name, get_user
from switchroom.runtime.web.scope import ALL_SITES

CONFIGURED_BY = tuple(
    kind.__name__
    for kind in (
        *settings.MESSAGES,
        *agents.MESSAGES,
        users.UserAdded,
        users.UserChanged,
        users.PasswordSet,
        users.SecondFactorSet,
        users.SecondFactorRemoved,
        users.RolePut,
        users.RoleRemoved,
        users.SignInRulesSet,
    )
)
"""The events that tell of a change of what is configured."""


def install_administration(app: FastAPI, running: RunningCentre) -> None:
    """Let the administrators' routes know the centre around them."""

    async def leaving(kind: str, record: str) -> None:
        if kind == catalogue.QUEUES.name:
            await running.bus.send(RemoveQueue(queue=record))

    async def staying(kind: str, _: str) -> None:
        if kind == catalogue.QUEUES.name:
            await running.routing.refresh()

    app.state.settings_around = Around(
        referring=referring, exists=exists, leaving=leaving, staying=staying
    )
    app.state.person_name = display_name
    app.state.configured_by = CONFIGURED_BY
    app.state.check_agent = check_agent


def referring(connection: Connection) -> Iterator[Referring]:
    """What agents and users refer to."""
    for agent in all_agents(connection):
        name = display_name(connection, agent.agent)
        yield _reference("agent", agent.agent, name), set(_targets(agent))
    for user in all_users(connection):
        targets = {("department", f"{user.site}/{one}") for one in user.departments}
        if user.site != ALL_SITES:
            targets.add(("site", user.site))
        yield _reference("user", user.id, user.display_name), targets


def exists(connection: Connection, target: Target) -> bool:
    """Whether an agent or a user is there."""
    kind, record = target
    look: dict[str, Callable[[Connection, str], object]] = {"agent": get_agent, "user": get_user}
    return kind in look and look[kind](connection, record) is not None


def check_agent(connection: Connection, agent: Agent) -> None:
    """Fail if an agent is no user, or has a skill, a queue or a team that is not there."""
    if get_user(connection, agent.agent) is None:
        raise MissingError(("user", agent.agent))
    for kind, record in _targets(agent):
        if catalogue.find(connection, kind_of(kind), record) is None:
            raise MissingError((kind, record))


def _targets(agent: Agent) -> Iterator[Target]:
    yield from (("skill", skill) for skill in agent.skills)
    yield from (("queue", queue) for queue in agent.queues or ())
    if agent.team:
        yield "team", agent.team


def _reference(kind: str, record: str, name: str) -> Reference:
    return Reference(kind=kind, id=record, name={"zh": name, "en": name})
