import type {
  Agent,
  Instant,
  Interaction,
  LiveMessage,
  Offer,
  OfferCause,
  PartyFailure,
  Queue,
} from '../api/types'
import { asMine } from './mine'

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
  /** Who speaks in a conference, by interaction, as legs. */
  speakers: Record<string, string[]>
  /** Who was rung last and did not come, and for what. */
  lastFailure: Failure | null
  /** Who has seen that the agent asks for help. */
  helper: string | null
}

export interface Failure {
  interaction: string
  leg: string
  cause: PartyFailure
  name: string
  number: string
  /** Nobody else is in it: the agent had called. */
  dialled: boolean
}

export const nothing: Live = {
  known: false,
  ahead: 0,
  agent: null,
  offer: null,
  interactions: {},
  queues: [],
  lastOffer: null,
  speakers: {},
  lastFailure: null,
  helper: null,
}

const byId = (list: Interaction[], agent: Agent | null): Record<string, Interaction> =>
  Object.fromEntries(list.map((interaction) => [interaction.id, asMine(interaction, agent)]))

const unoccupied = new Set(['ready', 'not-ready', 'signed-out'])

/** Whose state says that nothing runs and nothing is written up has no contacts any more. */
function withAgent(live: Live, agent: Agent): Live {
  return { ...live, agent, interactions: unoccupied.has(agent.state) ? {} : live.interactions }
}

function withoutOffer(live: Live, id: string, cause: OfferCause): Live {
  if (live.offer?.id !== id) return live
  return { ...live, offer: null, lastOffer: { id, cause, caller: live.offer.interaction.caller_pretty } }
}

function withInteraction(live: Live, contact: Interaction): Live {
  const mine = asMine(contact, live.agent, live.interactions[contact.id])
  return { ...live, interactions: { ...live.interactions, [contact.id]: mine } }
}

type Failed = Extract<LiveMessage, { topic: 'party-failed' }>

/** Told beside the change of the call itself, before or after it: what is known of the party is from before. */
function withFailure(live: Live, { interaction, leg, cause }: Failed): Live {
  const contact = live.interactions[interaction]
  const party = contact?.parties.find((one) => one.leg === leg)
  const dialled = contact?.direction === 'out' && contact.connected_at === null
  const rung = party && party.purpose !== 'dial' ? party : undefined
  const name = rung?.name ?? contact?.called_pretty ?? ''
  const number = rung?.number ?? contact?.called ?? ''
  return { ...live, lastFailure: { interaction, leg, cause, name, number, dialled } }
}

type Typed = Extract<LiveMessage, { topic: 'draft' }>

function withDraft(live: Live, { draft }: Typed): Live {
  const contact = live.interactions[draft.interaction]
  return contact ? { ...live, interactions: { ...live.interactions, [contact.id]: { ...contact, draft } } } : live
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
        interactions: byId(message.interactions, message.agent),
        queues: message.queues,
      }
    case 'agent':
      return withAgent(live, message.agent)
    case 'offer':
      return { ...live, offer: message.offer, ahead: message.offer.now - received }
    case 'offer-ended':
      return withoutOffer(live, message.offer, message.cause)
    case 'interaction':
      return withInteraction(live, message.interaction)
    case 'queues':
      return { ...live, queues: message.queues }
    case 'party-failed':
      return withFailure(live, message)
    case 'speakers':
      return { ...live, speakers: { ...live.speakers, [message.interaction]: message.legs } }
    case 'draft':
      return withDraft(live, message)
    case 'help-seen':
      return { ...live, helper: message.help.seen_by }
    case 'pong':
      return { ...live, ahead: message.now - received }
    default:
      return live
  }
}
