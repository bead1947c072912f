"""An engine behind the `Speech` port, in a process that is started when there is work."""

import asyncio
import importlib.util
import json
import sys
from asyncio.subprocess import DEVNULL, PIPE, Process
from collections.abc import Sequence
from pathlib import Path

from switchroom.kernel.errors import InvalidError, UnavailableError
from switchroom.ports.speech import Language
from switchroom.runtime.files import written_whole

IDLE_S = 60.0
PATIENCE_S = 180.0  # for one text, the start of the process included


class WorkerSpeech:
    """One voice for one language. Texts are spoken one after the other."""

    def __init__(
        self,
        engine: str,
        name: str,
        language: Language,
        *,
        idle_s: float = IDLE_S,
        patience_s: float = PATIENCE_S,
    ) -> None:
        self._command = [sys.executable, "-m", "switchroom.adapters.speech.worker", engine]
        self._name = name
        self._language = language
        self._idle_s = idle_s
        self._patience_s = patience_s
        self._turn = asyncio.Lock()
        self._process: Process | None = None

    @property
    def name(self) -> str:
        """Engine, version and voice."""
        return self._name

    def speaks(self, language: Language) -> bool:
        """Whether it is this voice's language."""
        return language == self._language

    async def speak(
        self, text: str, language: Language, target: Path, *, speed: float = 1.0
    ) -> None:
        """Have the process write the file; it is ended when the caller gives up."""
        if not self.speaks(language):
            raise InvalidError(f"{self._name} does not speak {language}")
        request = {"text": text, "speed": speed}
        async with self._turn:
            with written_whole(target) as draft:
                await self._ask(json.dumps(request | {"target": str(draft)}))

    async def close(self) -> None:
        """End the process."""
        process, self._process = self._process, None
        if process is not None and process.returncode is None:
            process.kill()
            await process.wait()

    async def _ask(self, request: str) -> None:
        try:
            async with asyncio.timeout(self._patience_s):
                # A process that was idle may end in the very moment of being asked.
                answer = await self._answer(request) or await self._answer(request)
        except TimeoutError as error:
            await self.close()
            raise UnavailableError(f"{self._name} does not answer") from error
        except BaseException:
            await self.close()
            raise
        self._check(answer)

    async def _answer(self, request: str) -> bytes:
        """The process's answer; empty when it has ended."""
        process = await self._running()
        if process.stdin is None or process.stdout is None:
            return b""
        try:
            process.stdin.write(f"{request}\n".encode())
            await process.stdin.drain()
            answer = await process.stdout.readline()
        except ConnectionError:
            answer = b""
        if not answer:
            await self.close()
        return answer

    async def _running(self) -> Process:
        if self._process is None or self._process.returncode is not None:
            self._process = await asyncio.create_subprocess_exec(
                *self._command, str(self._idle_s), stdin=PIPE, stdout=PIPE, stderr=DEVNULL
            )
        return self._process

    def _check(self, answer: bytes) -> None:
        if not answer:
            raise UnavailableError(f"{self._name} ended while speaking")
        error = json.loads(answer)["error"]
        if error is not None:
            raise UnavailableError(f"{self._name} failed: {error}")


def missing(modules: Sequence[str]) -> list[str]:
    """Those of an engine's modules that are not installed."""
    return [module for module in modules if importlib.util.find_spec(module.split(".")[0]) is None]
