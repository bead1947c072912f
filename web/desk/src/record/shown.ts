import type { Agent, AgentState, Interaction } from '../api/types'
import type { ShownState } from '../design/StateMark'

const ofAgent: Record<AgentState, ShownState> = {
  'signed-out': 'signed-out',
  ready: 'ready',
  'not-ready': 'not-ready',
  offered: 'offered',
  busy: 'talking',
  'wrap-up': 'wrap-up',
}

/** How the agent's state is shown; a busy agent's call says whether it is held. */
export function shownState(agent: Agent | null, call?: Interaction): ShownState {
  if (!agent) return 'signed-out'
  return agent.state === 'busy' && call?.state === 'held' ? 'held' : ofAgent[agent.state]
}
