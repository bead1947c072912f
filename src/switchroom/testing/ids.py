"""Ids that a test can foresee."""


class CountingIds:
    """`<prefix>1`, `<prefix>2` and so on."""

    def __init__(self, prefix: str = "id") -> None:
        self._prefix = prefix
        self._last = 0

    def new(self) -> str:
        """The next one."""
        self._last += 1
        return f"{self._prefix}{self._last}"
