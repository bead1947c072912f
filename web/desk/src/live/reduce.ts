import type { Agent, Instant, Interaction, LiveMessage, Offer, OfferCause, Queue } from '../api/types'

export interface Live {
  /** What the centre has said since it was last connected; false: all of this may be old. */
  known: boolean
  /** The centre's clock is ahead of this page's by so much. */
  ahead: number
  agent: Agent | null
  offer: Offer | null
  interactions: Record<string, Interaction>
  queues: Queue[]
  /** How the last offer ended, so that it can be said. */
  lastOffer: { id: string; cause: OfferCause; caller: string } | null
}

export const nothing: Live = {
  known: false,
  ahead: 0,
  agent: null,
  offer: null,
  interactions: {},
  queues: [],
  lastOffer: null,
}

const byId = (list: Interaction[]): Record<string, Interaction> =>
  Object.fromEntries(list.map((interaction) => [interaction.id, interaction]))

const unoccupied = new Set(['ready', 'not-ready', 'signed-out'])

/** Whose state says that nothing runs and nothing is written up has no contacts any more. */
function withAgent(live: Live, agent: Agent): Live {
  return { ...live, agent, interactions: unoccupied.has(agent.state) ? {} : live.interactions }
}

function withoutOffer(live: Live, id: string, cause: OfferCause): Live {
  if (live.offer?.id !== id) return live
  return { ...live, offer: null, lastOffer: { id, cause, caller: live.offer.interaction.caller_pretty } }
}

/** What is known after a message; `received` is this page's own clock. */
export function reduce(live: Live, message: LiveMessage, received: Instant): Live {
  switch (message.topic) {
    case 'hello':
      return {
        ...nothing,
        known: true,
        ahead: message.now - received,
        agent: message.agent,
        offer: message.offer,
        interactions: byId(message.interactions),
        queues: message.queues,
      }
    case 'agent':
      return withAgent(live, message.agent)
    case 'offer':
      return { ...live, offer: message.offer, ahead: message.offer.now - received }
    case 'offer-ended':
      return withoutOffer(live, message.offer, message.cause)
    case 'interaction':
      return { ...live, interactions: { ...live.interactions, [message.interaction.id]: message.interaction } }
    case 'queues':
      return { ...live, queues: message.queues }
    case 'pong':
      return { ...live, ahead: message.now - received }
    default:
      return live
  }
}
