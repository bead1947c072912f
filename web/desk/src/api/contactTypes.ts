/** Contacts: on the agent's desk, in lists, and one with all that happened. */

import type { Instant, Named, Person, QueueRef } from './basicTypes'
import type { Customer } from './customerTypes'

export interface PathStep {
  /** The flow that the node belongs to: a sub-flow has nodes of its own. */
  flow: string
  node: string
  kind: string
  label: Partial<Named>
  detail: Record<string, string>
  at: Instant
}

export interface Fact {
  name: string
  value: string
}

export interface EarlierInteraction {
  id: string
  opened_at: Instant
  queue: QueueRef | null
  agent_name: string
  disposition: string | null
  cause: string | null
  note: string
}

/**
 * `menu`: a flow has it. `waiting`: in a queue. On the desk it is what the contact is to the agent
 * (`live/mine`), who may also be asked into it (`incoming`), be calling (`dialling`), or have lost
 * the telephone (`lost`).
 */
export type InteractionState =
  | 'menu'
  | 'waiting'
  | 'offered'
  | 'talking'
  | 'held'
  | 'wrap-up'
  | 'ended'
  | 'incoming'
  | 'dialling'
  | 'lost'

/** Somebody in a call beside the customer. */
export interface Party {
  leg: string
  kind: 'agent' | 'number'
  /** Null: a number outside. */
  agent: string | null
  name: string
  number: string
  state: 'ringing' | 'in' | 'held' | 'lost'
  muted: boolean
  purpose: 'served' | 'consult' | 'add' | 'dial' | 'transfer' | 'barge'
  since: Instant
}

/** A summary that is being typed. */
export interface Draft {
  disposition: string
  note: string
}

interface Contact {
  id: string
  channel: string
  direction: 'in' | 'out'
  state: InteractionState
  caller: string
  caller_pretty: string
  called: string
  called_pretty: string
  area: Partial<Named>
  language: string
  queue: QueueRef | null
  opened_at: Instant
  queued_at: Instant | null
  connected_at: Instant | null
  ended_at: Instant | null
  agent: Person | null
  /** Milliseconds in the queue, talking, and on hold. */
  waited: number
  talked: number
  held: number
  cause: string | null
  disposition: string | null
  note: string
  recording: boolean
}

/** A contact as the agent's desk has it, with everything that is known about the caller. */
export interface Interaction extends Contact {
  path: PathStep[]
  facts: Fact[]
  customer: Customer | null
  earlier: EarlierInteraction[]
  /** The longest in it first. */
  parties: Party[]
  customer_held: boolean
  /** The agent who transfers, adds and drops. */
  lead: string | null
  /** Until when an agent whose telephone is gone is waited for. */
  lost_until: Instant | null
  draft: (Draft & { by: string }) | null
}

/** A contact as a line of the list. */
export interface InteractionRow extends Contact {
  customer: Person | null
}

export interface Segment {
  id: string
  agent: Person | null
  queue: QueueRef | null
  started_at: Instant
  ended_at: Instant | null
  cause: string | null
}

export interface Recording {
  id: string
  state: 'recording' | 'finished' | 'stored' | 'failed'
  kind: 'conversation' | 'message'
  started_at: Instant
  /** Milliseconds; null while it is not stored yet. */
  duration: number | null
}

/** What the customer answered by a key. */
export interface Rating {
  question: string
  value: number
  agent: Person | null
  at: Instant
}

export interface InteractionDetail extends Interaction {
  segments: Segment[]
  ratings: Rating[]
  recordings: Recording[]
}

export interface JournalEntry {
  position: number
  at: Instant
  type: string
  actor: string
  /** Names of the people in it, by id. */
  people: Record<string, string>
  data: Record<string, unknown>
}

export interface Peaks {
  /** Milliseconds. */
  duration: number
  channels: number[][]
}
