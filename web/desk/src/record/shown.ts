import type { Agent, AgentState, Interaction, InteractionState } from '../api/types'
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

/** How a contact's state is shown; what no agent has is drawn like nobody's. */
export function shownContact(state: InteractionState): ShownState {
  return state === 'ended' || state === 'menu' || state === 'waiting' ? 'signed-out' : state
}

/** How long it waited, or has waited so far. */
export function waitedOf({ state, queued_at: queued, waited }: Pick<Interaction, 'state' | 'queued_at' | 'waited'>, now: number): number {
  return state === 'waiting' && queued !== null ? now - queued : waited
}
