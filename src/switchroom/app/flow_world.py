"""What the flow designer must know of the rest of the centre."""

from collections.abc import Iterable, Mapping, Sequence

from sqlalchemy import Connection

from switchroom.channels.voice.tables import stored
from switchroom.domain.numbers.writing import normalise, pretty
from switchroom.domain.speaking.pieces import Piece
from switchroom.features.customers.queries import look_up, query_names
from switchroom.features.interactions.finding import may_see
from switchroom.features.prompts.library import PromptLibrary
from switchroom.features.prompts.takes import prompt_names
from switchroom.features.settings.flows.world import Named, RunningCall
from switchroom.features.settings.records import Options
from switchroom.features.settings.switches import read_options
from switchroom.features.users.service import all_users
from switchroom.runtime.web.access import Identity


class CentreFlowWorld:
    """`features.settings.flows.world.FlowWorld` on the other features and the voice channel."""

    def __init__(self, prompts: PromptLibrary, region: str) -> None:
        self._prompts = prompts
        self._region = region

    def known(self, connection: Connection) -> Mapping[str, Sequence[Named]]:
        """Queries and prompts, by their names."""
        names = {"query": query_names(), "prompt": prompt_names(connection)}
        return {
            kind: [Named(id=one, name={"zh": one, "en": one}) for one in some]
            for kind, some in names.items()
        }

    def look_up(
        self, connection: Connection, query: str, parameters: Mapping[str, str]
    ) -> Mapping[str, str] | None:
        """The row of a named query."""
        return look_up(connection, query, parameters)

    def variables(self, connection: Connection) -> Mapping[str, str]:
        """What every call knows of the centre."""
        return flow_variables(read_options(connection))

    def number(self, raw: str) -> str:
        """A caller's number as calls know it."""
        return normalise(raw, self._region)

    def running(self, connection: Connection, identity: Identity) -> Sequence[RunningCall]:
        """The calls that a flow has in hand, those only that somebody may see."""
        return [
            RunningCall(
                interaction=call.interaction,
                caller=pretty(call.caller),
                arrived=call.arrived,
                root=state.root,
                flow=state.flow,
                version=state.version,
                node=state.node,
                waiting=state.waiting.what if state.waiting else "",
            )
            for call in stored(connection)
            if (state := call.flow) is not None
            and state.outcome is None
            and may_see(connection, identity, call.interaction)
        ]

    def people(self, connection: Connection) -> Mapping[str, str]:
        """Names of users, by id."""
        return {user.id: user.display_name for user in all_users(connection)}

    async def prepare(self, texts: Iterable[Piece]) -> None:
        """Have sentences spoken."""
        await self._prompts.make_ahead(texts)


def flow_variables(options: Options) -> Mapping[str, str]:
    """What flows know of the centre's options."""
    return {"centre.recording_notice": "yes" if options.recording_notice else "no"}
