"""Errors as RFC 9457 problem details."""

import json
from collections.abc import Mapping

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from starlette.exceptions import HTTPException
from typing_extensions import override

from switchroom.kernel.errors import (
    ConflictError,
    DeniedError,
    InvalidError,
    NotFoundError,
    SwitchroomError,
    TooManyError,
    UnauthenticatedError,
    UnavailableError,
)

STATUS: Mapping[type[SwitchroomError], int] = {
    InvalidError: 422,
    UnauthenticatedError: 401,
    DeniedError: 403,
    NotFoundError: 404,
    ConflictError: 409,
    TooManyError: 429,
    UnavailableError: 503,
}


class Problem(JSONResponse):
    """A problem document; ASCII, since it may name what was sent, which UTF-8 need not hold."""

    media_type = "application/problem+json"

    @override
    def render(self, content: object) -> bytes:
        """The document's bytes."""
        return json.dumps(content).encode()


def problem(status: int, code: str, detail: str, **more: object) -> JSONResponse:
    """A problem document. `code` is stable for programs, `detail` a sentence for people."""
    body = {"type": f"urn:switchroom:{code}", "title": code, "status": status, "detail": detail}
    return Problem(body | more, status)


def install_problems(app: FastAPI) -> None:
    """Answer every error of `app` with a problem document."""
    app.add_exception_handler(SwitchroomError, _known)
    app.add_exception_handler(RequestValidationError, _unreadable)
    app.add_exception_handler(HTTPException, _http)
    app.add_exception_handler(Exception, _fault)


def status_of(error: SwitchroomError) -> int:
    """The HTTP status of an error, by its nearest known kind."""
    return next((STATUS[kind] for kind in type(error).__mro__ if kind in STATUS), 400)


async def _known(_: Request, error: Exception) -> JSONResponse:
    if not isinstance(error, SwitchroomError):
        raise error
    answer = problem(status_of(error), error.code, str(error), **error.details)
    if isinstance(error, TooManyError):
        answer.headers["Retry-After"] = str(error.retry_after)
    return answer


async def _unreadable(_: Request, error: Exception) -> JSONResponse:
    if not isinstance(error, RequestValidationError):
        raise error
    fields = [
        {"field": ".".join(str(part) for part in e["loc"]), "message": e["msg"]}
        for e in error.errors()
    ]
    return problem(422, "invalid", "Some of what was sent cannot be understood.", errors=fields)


async def _http(_: Request, error: Exception) -> JSONResponse:
    if not isinstance(error, HTTPException):
        raise error
    answer = problem(error.status_code, "http", str(error.detail))
    answer.headers.update(error.headers or {})
    return answer


async def _fault(_: Request, __: Exception) -> JSONResponse:
    """Ours: it is in the log, and nothing of it is told."""
    return problem(500, "fault", "Something went wrong here. It has been noted.")
