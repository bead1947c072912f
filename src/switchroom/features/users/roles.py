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
    "alarms.acknowledge": Text("确认告警", "Acknowledge alarms"),
    "alarms.view": Text("查看告警", "See alarms"),
    "calls.conference": Text("召开电话会议", "Bring others into a call"),
    "calls.dial.internal": Text("拨打内部电话", "Call colleagues"),
    "calls.dial.international": Text("拨打国际电话", "Dial international numbers"),
    "calls.dial.local": Text("拨打市内电话", "Dial local numbers"),
    "calls.dial.national": Text("拨打国内长途", "Dial national numbers"),
    "calls.transfer": Text("转接来电", "Transfer calls"),
    "customers.view": Text("查看客户资料", "See customers"),
    "customers.edit": Text("新建和修改客户资料", "Add and change customers"),
    "customers.export": Text("导出客户资料", "Export customers"),
    "flows.edit": Text("设计流程", "Design flows"),
    "flows.publish": Text("发布流程", "Publish flows"),
    "interactions.view": Text("查看联络记录", "See contacts and their journal"),
    "interactions.export": Text("导出联络记录", "Export contacts"),
    "prompts.edit": Text("制作语音提示", "Make prompts"),
    "queues.pick-up": Text("代答排队来电", "Pick up what waits"),
    "queues.view": Text("查看队列", "See the queues and who waits"),
    "recordings.play": Text("收听录音", "Listen to recordings"),
    "recordings.download": Text("下载录音", "Download recordings"),
    "screening.edit": Text("维护黑白名单", "Keep the black and white lists"),
    "settings.view": Text("查看系统配置", "See the configuration"),
    "settings.edit": Text("修改系统配置", "Change the configuration"),
    "supervise.assign": Text("指派排队来电", "Assign what waits to an agent"),
    "supervise.barge": Text("强插通话", "Barge into calls"),
    "supervise.force-state": Text("强制座席状态", "Set agents' states"),
    "supervise.intercept": Text("截接座席来电", "Intercept an agent's calls"),
    "supervise.listen": Text("监听通话", "Listen to calls"),
    "supervise.notify": Text("发送通知", "Send notices to agents"),
    "supervise.release": Text("强拆通话", "End calls of others"),
    "supervise.take-over": Text("接管通话", "Take calls over"),
    "supervise.view": Text("查看实时监控", "See the live board"),
    "supervise.whisper": Text("密语督导", "Whisper to agents"),
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
_CALLING = (
    "calls.conference",
    "calls.dial.internal",
    "calls.dial.local",
    "calls.dial.national",
    "calls.transfer",
    "screening.edit",
)
_SUPERVISING = tuple(name for name in PERMISSIONS if name.startswith("supervise."))

ROLES: Mapping[str, Role] = {
    "administrator": _role("系统管理员", "System administrator", *PERMISSIONS),
    "supervisor": _role(
        "班长",
        "Supervisor",
        *_READING,
        *_CALLING,
        *_SUPERVISING,
        "agent.work",
        "alarms.view",
        "calls.dial.international",
        "queues.pick-up",
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
    "agent": _role(
        "座席",
        "Agent",
        *_READING,
        *_CALLING,
        "agent.work",
        "customers.edit",
        "queues.pick-up",
        "recordings.play",
    ),
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
