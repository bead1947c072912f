"""SIP objects in Asterisk's memory: they come and go by ARI, without a reload, touching no file."""

from collections.abc import Awaitable, Callable, Mapping
from typing import Any

from switchroom.adapters.asterisk.connection import AriError
from switchroom.adapters.asterisk.generated import asterisk
from switchroom.adapters.asterisk.operation import Operation

Do = Callable[[Operation[Any]], Awaitable[Any]]


async def put_object(do: Do, kind: str, name: str, fields: Mapping[str, str]) -> None:
    """Make an `endpoint`, `auth` or `aor`, or change the named fields of one that is there."""
    listed = [{"attribute": key, "value": value} for key, value in fields.items()]
    await do(
        asterisk.update_object(config_class="res_pjsip", object_type=kind, id=name, fields=listed)
    )


async def delete_object(do: Do, kind: str, name: str) -> None:
    """Forget one; its call goes on. One that is not there is no error."""
    try:
        await do(asterisk.delete_object(config_class="res_pjsip", object_type=kind, id=name))
    except AriError as error:
        if error.status != 404:
            raise
