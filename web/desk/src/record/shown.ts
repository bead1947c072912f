import type { Agent, AgentState, Interaction, InteractionState } from '../api/types'
import type { ShownState } from '../design/StateMark'

/** How an agent's state is shown. */
export const ofAgent: Record<AgentState, ShownState> = {
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

const contacts: Partial<Record<InteractionState, ShownState>> = {
  offered: 'offered',
  incoming: 'offered',
  dialling: 'offered',
  talking: 'talking',
  held: 'held',
  lost: 'held',
  'wrap-up': 'wrap-up',
}

/** How a contact's state is shown; what no agent has is drawn like nobody's. */
export function shownContact(state: InteractionState): ShownState {
  return contacts[state] ?? 'signed-out'
}

/** How long it waited, or has waited so far. */
export function waitedOf({ state, queued_at: queued, waited }: Pick<Interaction, 'state' | 'queued_at' | 'waited'>, now: number): number {
  return state === 'waiting' && queued !== null ? now - queued : waited
}
