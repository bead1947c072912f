"""What the prompt workshop must know of the rest of the centre."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from sqlalchemy import Connection

from switchroom.domain.flow.contents import fixed_texts, references
from switchroom.domain.flow.nodes import Flow, Node
from switchroom.domain.flow.parse import examine
from switchroom.domain.flow.prompts import LANGUAGES, Localised
from switchroom.domain.speaking.pieces import Piece
from switchroom.features.prompts.world import Use
from switchroom.features.settings.flows import flow_library
from switchroom.features.settings.flows.drafts import all_drafts
from switchroom.features.users.service import all_users


class CentrePromptWorld:
    """`features.prompts.world.PromptWorld` on flows and users."""

    def sentences(self, connection: Connection) -> Mapping[Piece, Sequence[Use]]:
        """What flows say, and where."""
        found: defaultdict[Piece, list[Use]] = defaultdict(list)
        for flow in _flows(connection):
            for node in flow.nodes.values():
                for language, text in fixed_texts(_alone(flow, node)):
                    piece = Piece("en" if language == "en" else "zh", text)
                    found[piece].append(_use(flow, node))
        return found

    def named(self, connection: Connection) -> Mapping[str, Sequence[Use]]:
        """The recorded prompts that flows play, and where."""
        found: defaultdict[str, list[Use]] = defaultdict(list)
        for flow in _flows(connection):
            for one in sorted(references(flow)):
                if one.kind == "prompt":
                    found[one.id].append(_use(flow, flow.nodes[one.node]))
        return found

    def people(self, connection: Connection) -> Mapping[str, str]:
        """Names of users, by id."""
        return {user.id: user.display_name for user in all_users(connection)}


def _flows(connection: Connection) -> Iterator[Flow]:
    """Every flow as it is being drawn, else as it serves calls."""
    drafts = {one.id: examine({"version": 0, **one.data})[0] for one in all_drafts(connection)}
    library = flow_library(connection)
    for name in sorted({*library.published, *drafts}):
        flow = drafts.get(name) or library.find(name)
        if flow is not None:
            yield flow


def _alone(flow: Flow, node: Node) -> Flow:
    return Flow(id=flow.id, version=flow.version, start=node.id, nodes={node.id: node})


def _use(flow: Flow, node: Node) -> Use:
    return Use(
        flow=flow.id,
        title=_words(flow.title, flow.id),
        node=node.id,
        label=_words(node.label, node.id),
    )


def _words(words: Localised | None, otherwise: str) -> Mapping[str, str]:
    return {one: words.in_language(one) if words else otherwise for one in LANGUAGES}
