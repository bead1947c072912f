import type { Agent, Interaction, InteractionState, Party } from '../api/types'

/** The agent's own part in a call. */
export const ownParty = ({ parties }: Pick<Interaction, 'parties'>, agent: string | undefined): Party | undefined =>
  parties.find((party) => party.agent !== null && party.agent === agent)

/** Those in it beside the customer and the agent. */
export const othersIn = ({ parties }: Pick<Interaction, 'parties'>, agent: string | undefined): Party[] =>
  parties.filter((party) => party.agent === null || party.agent !== agent)

/** Who is consulted, or rung to be. */
export const consultedIn = ({ parties }: Pick<Interaction, 'parties'>): Party | undefined =>
  parties.find(({ purpose }) => purpose === 'consult')

const going = new Set<InteractionState>(['talking', 'held', 'waiting', 'menu', 'offered'])

/** The telephone rings because the agent wants it to: they dial, or come in by themselves. */
const isOwnWish = ({ purpose }: Party, lead: string | null) => purpose === 'barge' || (purpose === 'dial' && lead === null)

/**
 * What a contact is to this agent. The centre says how it stands with the customer, which goes on
 * with others when the agent has left it: then it is only to be written up.
 */
function ownState(contact: Interaction, agent: Agent, before: Interaction | undefined): InteractionState {
  const own = ownParty(contact, agent.id)
  if (own?.state === 'ringing') return isOwnWish(own, contact.lead) ? 'dialling' : 'incoming'
  if (own?.state === 'lost') return 'lost'
  if (own) {
    if (contact.direction === 'out' && contact.connected_at === null) return 'dialling'
    return contact.customer_held ? 'held' : 'talking'
  }
  const left = agent.state === 'wrap-up' || (before !== undefined && before.state !== 'offered')
  return left && going.has(contact.state) ? 'wrap-up' : contact.state
}

/** A contact as it is to this agent. */
export function asMine(contact: Interaction, agent: Agent | null, before?: Interaction): Interaction {
  return agent === null ? contact : { ...contact, state: ownState(contact, agent, before) }
}
