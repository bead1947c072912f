"""Coming back into a flow: given back by an agent, waiting once more, or after a restart."""

from collections.abc import Mapping

from msgspec.structs import replace

from switchroom.domain.flow.engine import first_state, walk
from switchroom.domain.flow.library import Flows
from switchroom.domain.flow.messages import CallFacts
from switchroom.domain.flow.nodes import Flow, WaitInQueue
from switchroom.domain.flow.run import Go, Run
from switchroom.domain.flow.state import FlowState, Step, Waiting
from switchroom.kernel.errors import NotFoundError
from switchroom.kernel.time import Instant

ANEW = frozenset({"prompt", "keys", "answer"})
"""What can be done again when its answer may have been missed."""


def enter(
    flows: Flows,
    flow_id: str,
    node: str,
    before: FlowState | CallFacts,
    variables: Mapping[str, str],
    now: Instant,
) -> Step:
    """Begin a flow at one of its entries, with all that was known before and `variables` beside it.

    A call that has been in the flow stays on its version, unless that one does not have the entry
    yet; without a node the flow begins anew.

    Raises:
        NotFoundError: there is no such flow, or no such entry in it.
    """
    flow = _with_entry(flows, flow_id, node, _version(before, flow_id))
    state = first_state(flow, before, now)
    given = {name: value for name, value in variables.items() if not name.startswith("call.")}
    run = Run(flows, now, state)
    run.learn(given, given)
    walk(run, Go(node or flow.start, {"by": "agent"}))
    return run.step()


def _with_entry(flows: Flows, flow_id: str, node: str, version: int | None) -> Flow:
    known = [flow for one in (version, None) if (flow := flows.find(flow_id, one))]
    if not known:
        raise NotFoundError(f"There is no flow {flow_id}.")
    for flow in known:
        if not node or node in flow.entries:
            return flow
    raise NotFoundError(f"The flow {flow_id} has no entry {node}.")


def _version(before: FlowState | CallFacts, flow_id: str) -> int | None:
    if isinstance(before, CallFacts) or before.root != flow_id:
        return None
    return before.frames[0].version if before.frames else before.version


def wait_again(flows: Flows, state: FlowState) -> Step | None:
    """Wait in a queue once more, at the node that led there; None when the flow was elsewhere."""
    flow = flows.find(state.flow, state.version)
    node = flow.nodes.get(state.node) if flow else None
    if not isinstance(node, WaitInQueue):
        return None
    run = Run(flows, state.started, replace(state, outcome=None))
    run.change(waiting=Waiting(what="queue", token=run.token()))
    return run.step()


def do_again(flows: Flows, state: FlowState, now: Instant) -> Step:
    """Do anew what the flow waits for, where its answer may have been missed."""
    if state.waiting is None or state.waiting.what not in ANEW:
        return Step(state=state)
    run = Run(flows, now, state)
    run.interrupt()
    walk(run, Go(state.node, {"by": "restart"}))
    return run.step()
