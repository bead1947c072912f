"""Values in Mandarin.

Policy: 2 is 两 before a unit (两百, 两千, 两万, 两元, 两点, 两分钟) and 二 otherwise; a
skipped place is one 零; ten is 十 at the start and 一十 after a higher unit; 1 among digits is 幺,
so that nobody takes it for a 7 (qī).
"""

WAN, YI = 10_000, 100_000_000
MINUS = "负"

_NUMERALS = "零一二三四五六七八九"
_BEFORE_UNITS = "零一两三四五六七八九"
_KEYS = dict(zip("0123456789", "零幺二三四五六七八九", strict=True)) | {
    "*": "星号",
    "#": "井号",
    "+": "加",
}


def key(character: str) -> str | None:
    """The name of a key of the telephone; none for letters, which Mandarin reads in English."""
    return _KEYS.get(character)


def number(value: int) -> list[str]:
    """A number that stands alone."""
    return _read(value)


def fraction(digits: str) -> list[str]:
    """What stands behind the decimal point."""
    return ["点", *(_NUMERALS[int(digit)] for digit in digits)]


def amount(fen: int) -> list[str]:
    """Money: 元, 角, 分."""
    sign = [MINUS] if fen < 0 else []
    yuan, change = divmod(abs(fen), 100)
    return [*sign, *(_counted(yuan, "元") if yuan or not change else []), *_change(yuan, change)]


def date(year: int, month: int, day: int) -> list[str]:
    """The year digit by digit, month and day as numbers."""
    return [
        *(_NUMERALS[int(digit)] for digit in f"{year:04}"),
        "年",
        _month(month),
        _below_hundred(day),
        "日",
    ]


def time(hour: int, minute: int) -> list[str]:
    """The time of a day of 24 hours."""
    return [*_counted(hour, "点"), *_minute(minute)]


def wait(minutes: int) -> list[str]:
    """A length of time."""
    if minutes == 0:
        return ["不到一分钟"]
    hours, rest = divmod(minutes, 60)
    return [
        *(_counted(hours, "小时") if hours else []),
        *(_counted(rest, "分钟") if rest else []),
    ]


def texts() -> list[str]:
    """Every piece that the functions above can name."""
    return list(
        dict.fromkeys(
            [
                *(_below_hundred(n) for n in range(100)),
                *(f"一{_below_hundred(n)}" for n in range(10, 20)),
                *(f"{digit}{unit}" for unit in "百千万角分" for digit in _BEFORE_UNITS[1:]),
                *(_month(n) for n in range(1, 13)),
                *_KEYS.values(),
                *("两", "万", "亿", "零", "点", MINUS, "元", "年", "日", "整", "分"),
                *("小时", "分钟", "不到一分钟"),
            ]
        )
    )


def _read(value: int) -> list[str]:
    """A number, in pieces that are as long as the fixed set allows, since they sound better."""
    for unit, name in ((YI, "亿"), (WAN, "万")):
        if value >= unit:
            return [*_head(value // unit, name), *_rest(value % unit, unit)]
    for unit, name in ((1000, "千"), (100, "百")):
        if value >= unit:
            return [_BEFORE_UNITS[value // unit] + name, *_rest(value % unit, unit)]
    return [_below_hundred(value)]


def _head(count: int, unit: str) -> list[str]:
    """How many 万 or 亿."""
    if unit == "万" and count < 10:
        return [_BEFORE_UNITS[count] + unit]
    return _counted(count, unit)


def _rest(value: int, unit: int) -> list[str]:
    """What follows a unit: with 零 when a place is skipped."""
    if value == 0:
        return []
    skipped = ["零"] if value < unit // 10 else []
    return (
        [*skipped, f"一{_below_hundred(value)}"] if 10 <= value < 20 else [*skipped, *_read(value)]
    )


def _below_hundred(value: int) -> str:
    tens, ones = divmod(value, 10)
    head = "" if tens == 0 else "十" if tens == 1 else f"{_NUMERALS[tens]}十"
    return head + (_NUMERALS[ones] if ones or not tens else "")


def _counted(value: int, unit: str) -> list[str]:
    return ["两", unit] if value == 2 else [*_read(value), unit]


def _change(yuan: int, change: int) -> list[str]:
    jiao, fen = divmod(change, 10)
    skipped = ["零"] if yuan and fen and not jiao else []
    return [
        *skipped,
        *([f"{_BEFORE_UNITS[jiao]}角"] if jiao else []),
        *([f"{_BEFORE_UNITS[fen]}分"] if fen else []),
    ]


def _month(month: int) -> str:
    return f"{_below_hundred(month)}月"


def _minute(minute: int) -> list[str]:
    if minute == 0:
        return ["整"]
    return [*(["零"] if minute < 10 else []), _below_hundred(minute), "分"]
