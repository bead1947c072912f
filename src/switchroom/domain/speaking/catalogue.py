"""The fixed texts of every centre, whatever its business: what the voice channel itself says."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Literal, TypeAlias

from switchroom.domain.speaking.pieces import LANGUAGES, Language, Piece, piece_texts

Announcement: TypeAlias = Literal[
    "welcome",
    "please-wait",
    "agents-busy",
    "still-waiting",
    "position",
    "place",
    "next-in-line",
    "expected-wait",
    "barred",
    "recorded",
    "agent-number",
    "at-your-service",
    "connecting",
    "night",
    "holiday",
    "all-lines-busy",
    "queue-full",
    "nobody-answers",
    "leave-message",
    "message-saved",
    "message-empty",
    "press-for-message",
    "invalid-key",
    "no-key",
    "not-found",
    "try-again",
    "system-trouble",
    "hold",
    "goodbye",
]

CATALOGUE: Mapping[Announcement, Mapping[Language, str]] = MappingProxyType(
    {
        "welcome": {
            "zh": "您好，欢迎致电客户服务中心。",
            "en": "Hello, and welcome to the customer service centre.",
        },
        "please-wait": {"zh": "请稍候。", "en": "Please wait."},
        "agents-busy": {
            "zh": "客服人员正忙，请您耐心等待。",
            "en": "All our agents are busy. Please hold the line.",
        },
        "still-waiting": {
            "zh": "感谢您的耐心等待，我们会尽快为您服务。",
            "en": "Thank you for waiting. We will be with you as soon as possible.",
        },
        "position": {"zh": "您前面等待的客户数是", "en": "The number of callers ahead of you is"},
        "place": {"zh": "您当前的排队序号是", "en": "Your place in the queue is number"},
        "next-in-line": {"zh": "您是下一位。", "en": "You are next in line."},
        "expected-wait": {"zh": "预计等待时间", "en": "The expected waiting time is"},
        "barred": {
            "zh": "对不起，暂时无法为您的号码提供服务。",
            "en": "We are sorry, we cannot serve calls from your number.",
        },
        "recorded": {
            "zh": "为保证服务质量，您的通话将被录音。",
            "en": "This call is recorded to assure the quality of our service.",
        },
        "agent-number": {"zh": "工号", "en": "Agent number"},
        "at-your-service": {"zh": "为您服务。", "en": "is at your service."},
        "connecting": {
            "zh": "正在为您转接人工服务。",
            "en": "We are connecting you to an agent.",
        },
        "night": {
            "zh": "现在是非工作时间，请您在工作时间来电，或者在提示音后留言。",
            "en": "We are closed at present. Please call during our opening hours, "
            "or leave a message after the tone.",
        },
        "holiday": {
            "zh": "今天是节假日，请您在工作日来电，或者在提示音后留言。",
            "en": "We are closed for the holiday. Please call on a working day, "
            "or leave a message after the tone.",
        },
        "all-lines-busy": {
            "zh": "当前线路繁忙，请您稍后再拨。",
            "en": "All lines are busy. Please call again later.",
        },
        "queue-full": {
            "zh": "当前等待的客户较多，请您稍后再拨。",
            "en": "Too many callers are waiting at the moment. Please call again later.",
        },
        "nobody-answers": {
            "zh": "对不起，暂时无人接听。",
            "en": "We are sorry, nobody can take your call at the moment.",
        },
        "leave-message": {
            "zh": "请在提示音后留言，留言结束请按井号键。",
            "en": "Please leave a message after the tone. "
            "Press the pound key when you have finished.",
        },
        "message-saved": {
            "zh": "您的留言已保存，我们会尽快与您联系。",
            "en": "Your message has been saved. We will contact you as soon as possible.",
        },
        "message-empty": {
            "zh": "没有录到您的声音。",
            "en": "We did not hear a message.",
        },
        "press-for-message": {
            "zh": "如果不想继续等待，请按一留言。",
            "en": "If you would rather not wait, press one to leave a message.",
        },
        "invalid-key": {
            "zh": "对不起，您的输入有误，请重新输入。",
            "en": "Sorry, that was not a valid choice. Please try again.",
        },
        "no-key": {
            "zh": "对不起，没有收到您的输入。",
            "en": "Sorry, we did not receive your choice.",
        },
        "not-found": {
            "zh": "对不起，没有查到相关信息。",
            "en": "Sorry, we found nothing under that number.",
        },
        "try-again": {"zh": "请再试一次。", "en": "Please try again."},
        "system-trouble": {
            "zh": "对不起，系统暂时无法为您服务，正在为您转接人工服务。",
            "en": "Sorry, our system cannot help at the moment. We are connecting you to an agent.",
        },
        "hold": {
            "zh": "请您稍候，不要挂机。",
            "en": "Please hold on, and do not hang up.",
        },
        "goodbye": {
            "zh": "感谢您的来电，再见。",
            "en": "Thank you for calling. Goodbye.",
        },
    }
)


def announcement(name: Announcement, language: Language) -> str:
    """The text of an announcement, as it is spoken."""
    return CATALOGUE[name][language]


def fixed_texts() -> list[Piece]:
    """Everything that every centre says: announcements, and the pieces of all values."""
    said = [
        Piece(language, texts[language]) for texts in CATALOGUE.values() for language in LANGUAGES
    ]
    return list(dict.fromkeys([*said, *piece_texts("zh"), *piece_texts("en")]))
