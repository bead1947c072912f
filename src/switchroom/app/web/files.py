"""The desk's built files; every path that is none of them is a page of the desk."""

from pathlib import Path

from starlette.exceptions import HTTPException
from starlette.responses import PlainTextResponse, Response
from starlette.staticfiles import StaticFiles
from starlette.types import ASGIApp, Receive, Scope, Send
from typing_extensions import override

CALL_US = "call"
"""The path of the page for visitors, which is a page of its own."""

MISSING = "The desk has not been built: run `make setup`."


class DeskFiles(StaticFiles):
    """Static files with the desk's page behind every other path."""

    @override
    async def get_response(self, path: str, scope: Scope) -> Response:
        """A file, or the page; hashed assets may be kept for ever."""
        if path.startswith("api/"):
            raise HTTPException(404, "There is no such address.")
        try:
            file = "call.html" if path == CALL_US else path
            response = await super().get_response(file, scope)
        except HTTPException as error:
            if error.status_code != 404 or path.startswith("assets/"):
                raise
            response = await super().get_response("index.html", scope)
        kept = path.startswith("assets/")
        lasting = "public, max-age=31536000, immutable" if kept else "no-cache"
        response.headers["Cache-Control"] = lasting
        return response


async def _missing(scope: Scope, receive: Receive, send: Send) -> None:
    await PlainTextResponse(MISSING, 503)(scope, receive, send)


def desk_files(folder: Path) -> ASGIApp:
    """The files of the built desk; a sentence when it has not been built."""
    return DeskFiles(directory=folder, html=True) if folder.is_dir() else _missing
