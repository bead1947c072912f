"""What can be permitted, and the roles as sets of permissions.

A permission is asked for where something is done (`runtime.web.access.allows`), never a role, so
that a role is nothing but data.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Text:
    """A name in both languages."""

    zh: str
    en: str


PERMISSIONS: Mapping[str, Text] = {
    "agent.work": Text("接听并处理来电", "Take and handle contacts"),
    "agents.view": Text("查看座席设置", "See the agents' skills and queues"),
    "agents.edit": Text("修改座席设置", "Change the agents' skills and queues"),
    "customers.view": Text("查看客户资料", "See customers"),
    "customers.edit": Text("新建和修改客户资料", "Add and change customers"),
    "customers.export": Text("导出客户资料", "Export customers"),
    "interactions.view": Text("查看联络记录", "See contacts and their journal"),
    "interactions.export": Text("导出联络记录", "Export contacts"),
    "queues.view": Text("查看队列", "See the queues and who waits"),
    "recordings.play": Text("收听录音", "Listen to recordings"),
    "recordings.download": Text("下载录音", "Download recordings"),
    "settings.view": Text("查看系统配置", "See the configuration"),
    "settings.edit": Text("修改系统配置", "Change the configuration"),
    "users.view": Text("查看用户", "See users and their roles"),
    "users.edit": Text("管理用户和角色", "Add, change and shut out users"),
}
"""Everything that can be permitted; a route that asks for anything else fails the tests."""


@dataclass(frozen=True, slots=True)
class Role:
    """A role: what it is called and what it may do."""

    name: Text
    permissions: frozenset[str]


def _role(zh: str, en: str, *permissions: str) -> Role:
    return Role(Text(zh, en), frozenset(permissions))


_READING = ("customers.view", "interactions.view", "queues.view")

ROLES: Mapping[str, Role] = {
    "administrator": _role("系统管理员", "System administrator", *PERMISSIONS),
    "supervisor": _role(
        "班长",
        "Supervisor",
        *_READING,
        "agent.work",
        "agents.view",
        "agents.edit",
        "customers.edit",
        "interactions.export",
        "recordings.play",
        "recordings.download",
        "users.view",
    ),
    "data-keeper": _role(
        "数据管理员", "Data keeper", *_READING, "customers.edit", "customers.export"
    ),
    "agent": _role("座席", "Agent", *_READING, "agent.work", "customers.edit", "recordings.play"),
    "registrar": _role("受理登记员", "Registrar", *_READING, "customers.edit"),
    "dispatcher": _role("派单员", "Dispatcher", *_READING),
    "handler": _role("承办员", "Handler", "customers.view", "interactions.view"),
    "statistician": _role(
        "统计员", "Statistician", "interactions.view", "interactions.export", "queues.view"
    ),
    "leader": _role("领导", "Leader", *_READING, "recordings.play"),
    "field-worker": _role("外勤人员", "Field worker", "customers.view"),
    "auditor": _role(
        "审计员",
        "Auditor",
        *_READING,
        "agents.view",
        "recordings.play",
        "recordings.download",
        "settings.view",
        "users.view",
    ),
}
"""The roles by id."""


def permissions_of(roles: Iterable[str]) -> frozenset[str]:
    """What somebody with these roles may do; a role of another version permits nothing."""
    return frozenset().union(*(ROLES[role].permissions for role in roles if role in ROLES))
