"""Trunks: whether the lines to the outside work, as it is known now and as it is tried out."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, Protocol, TypeAlias

Condition: TypeAlias = Literal[
    "loading", "ready", "unreachable", "rejected", "registering", "unwatched"
]
"""Of a trunk.

`loading`: it was configured a moment ago, and no call can go by it yet. `ready`: it answers, and
knows us if it must. `unreachable`: it does not answer. `rejected`: it does not accept our account,
which is tried again and again. `registering`: our account is being signed in. `unwatched`: nobody
asks it (`qualify` is 0), so nobody knows.
"""

Outcome: TypeAlias = Literal["reachable", "no-answer", "refused", "not-authenticated"]
"""Of a test."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TrunkState:
    """What is known of a trunk; `round_trip` in milliseconds, when it was measured."""

    trunk: str
    condition: Condition
    round_trip: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class TrunkTest:
    """What came of a test.

    Attributes:
        trunk: which.
        outcome: in a word.
        round_trip: milliseconds until the answer, if one was measured.
        status: the SIP status of the last answer; 0 without one.
    """

    trunk: str
    outcome: Outcome
    round_trip: float | None = None
    status: int = 0


class Trunks(Protocol):
    """The lines to the outside."""

    async def states(self) -> Sequence[TrunkState]:
        """Every trunk, in the order of the configuration."""
        ...

    async def test(self, trunk: str) -> TrunkTest:
        """Ask a trunk now whether it is there; takes a few seconds when it is not.

        Raises:
            NotFoundError: there is no such trunk.
        """
        ...


CONDITIONS: Mapping[Condition, Mapping[str, str]] = {
    "loading": {"zh": "正在加载", "en": "being loaded"},
    "ready": {"zh": "正常", "en": "ready"},
    "unreachable": {"zh": "对方没有应答", "en": "the other side does not answer"},
    "rejected": {
        "zh": "对方不接受注册账号，系统会继续重试",
        "en": "the other side does not accept the account; it is tried again",
    },
    "registering": {"zh": "正在注册", "en": "signing in"},
    "unwatched": {"zh": "未开启检测", "en": "not watched"},
}
"""A condition for a person, in both languages."""

_SENTENCES: Mapping[Outcome, Mapping[str, str]] = {
    "reachable": {"zh": "线路正常{within_zh}。", "en": "The trunk answers{within_en}."},
    "no-answer": {
        "zh": "对方没有应答。请检查地址、端口、传输方式和防火墙。",
        "en": "No answer. Check address, port, transport and firewall.",
    },
    "refused": {
        "zh": "对方拒绝（{status}）。请让运营商确认本机地址已登记。",
        "en": "Refused with {status}. Ask the provider whether it knows this address of ours.",
    },
    "not-authenticated": {
        "zh": "认证失败{status_zh}。请检查用户名和密码。",
        "en": "Authentication failed{status_en}. Check user name and password.",
    },
}


def describe(test: TrunkTest) -> dict[str, str]:
    """A test's result for a person, in both languages."""
    took = None if test.round_trip is None else max(1, round(test.round_trip))
    pieces = {
        "within_zh": "" if took is None else f"，{took} 毫秒内应答",
        "within_en": "" if took is None else f" within {took} ms",
        "status": test.status,
        "status_zh": f"（{test.status}）" if test.status else "",
        "status_en": f" ({test.status})" if test.status else "",
    }
    return {language: text.format(**pieces) for language, text in _SENTENCES[test.outcome].items()}
