/** What the centre says and is told; one place, until it is generated from `openapi.json`. */

import type { PlannedCall, RingBackEnded } from './planned'

/** Milliseconds since 1970-01-01T00:00:00Z. */
export type Instant = number

/** A name in both languages. */
export interface Named {
  zh: string
  en: string
}

export type Permission =
  | 'flows.edit'
  | 'flows.publish'
  | 'prompts.edit'
  | 'agents.edit'
  | 'agents.view'
  | 'settings.edit'
  | 'settings.view'
  | 'users.edit'
  | 'users.view'
  | 'agent.work'
  | 'calls.conference'
  | 'calls.dial.internal'
  | 'calls.transfer'
  | 'queues.pick-up'
  | 'interactions.view'
  | 'interactions.export'
  | 'recordings.play'
  | 'recordings.download'
  | 'queues.view'
  | 'customers.view'
  | 'customers.edit'
  | 'screening.edit'
  | `supervise.${'assign' | 'barge' | 'force-state' | 'intercept' | 'listen' | 'release' | 'take-over' | 'view' | 'whisper'}`

export interface Session {
  user: { id: string; username: string; display_name: string }
  permissions: string[]
  agent: { id: string; number: string; extension: string } | null
  /** What must be done before anything else is permitted. */
  duties?: ('password' | 'second-factor')[]
}

export interface SoftphoneAccount {
  extension: string
  uri: string
  authorization_user: string
  password: string
  websocket_path: string
  /** Where a SIP telephone registers: `host:port`. */
  sip_server: string
  /** `stun:` and `turn:` addresses. */
  ice_servers: string[]
}

export type AgentState = 'signed-out' | 'ready' | 'not-ready' | 'offered' | 'busy' | 'wrap-up'

export interface Agent {
  id: string
  state: AgentState
  reason: string | null
  pending_reason: string | null
  since: Instant
  wrap_up_until: Instant | null
}

export interface QueueRef {
  id: string
  name: Named
}

export interface PathStep {
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

export interface CustomerNumber {
  number: string
  pretty: string
  kind: string
}

export interface Account {
  id: string
  kind: string
  label: string
  address: string
  /** Whole minor units (fen). */
  balance: number
  currency: string
  status: string
}

export interface Address {
  label: string
  text: string
}

export interface Customer {
  id: string
  name: string
  /** 0: not; 1 to 3: how much. */
  vip: number
  language: string
  notes: string
  /** Goes with every change, so that nobody overwrites what they have not seen. */
  version: number
  numbers: CustomerNumber[]
  accounts: Account[]
  addresses: Address[]
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

export interface Person {
  id: string
  name: string
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

export interface Offer {
  id: string
  interaction: Interaction
  queue: QueueRef
  expires: Instant
  now: Instant
}

/** `accepted`: by this agent. */
export type OfferCause = 'taken' | 'rejected' | 'no-answer' | 'withdrawn' | 'unreachable' | 'busy' | 'accepted'

export interface Queue {
  id: string
  name: Named
  channel: string
  waiting: number
  longest_since: Instant | null
  offered: number
  talking: number
  agents: { ready: number; busy: number; wrap_up: number; not_ready: number }
  answered_today: number
  abandoned_today: number
  /** 0 to 1; null while nothing has been answered. */
  service_level: number | null
  /** The aim: this share, 0 to 1, answered within so many milliseconds; null: the queue is set up no more. */
  service_target: number | null
  answer_within: number | null
  /** The aim: this share, 0 to 1, answered within so many milliseconds; null: the queue is set up no more. */
  service_target: number | null
  answer_within: number | null
}

export interface Waiting {
  interaction: string
  since: Instant
  position: number
  priority: number
  caller: string
  caller_pretty: string
  customer_name: string
  offered_to?: string | null
}

/** A colleague and what they do now. */
export interface Colleague {
  id: string
  name: string
  number: string
  extension: string
  state: AgentState
  reason: string | null
  since: Instant | null
}

/** What a number is that was typed. */
export interface KnownNumber {
  number: string
  pretty: string
  reach: 'internal' | 'local' | 'national' | 'international'
  allowed: boolean
  area: Named
  /** Who is shown to be calling. */
  caller: string
  /** The agent whose extension it is. */
  colleague: string | null
}

export interface HelpRequest {
  id: string
  agent: string
  agent_name: string
  interaction: string | null
  text: string
  at: Instant
  seen_at: Instant | null
  seen_by: string | null
}

export interface Preferences {
  answer: 'manual' | 'automatic'
}

/** Why somebody who was rung did not come. */
export type PartyFailure = 'busy' | 'no-answer' | 'rejected' | 'unreachable' | 'unknown-number' | 'cancelled'

export interface Choices {
  reasons: { id: string; name: Named }[]
  dispositions: Disposition[]
}

export interface Disposition {
  id: string
  name: Named
  parent: string | null
}

export interface Page<Row> {
  items: Row[]
  /** The cursor of the following page; null on the last. */
  next: string | null
}

export interface CustomerDraft {
  name: string
  vip: number
  notes: string
  numbers: { number: string; kind: string }[]
}

/** What the WebSocket says. */
export type LiveMessage =
  | {
      topic: 'hello'
      now: Instant
      agent: Agent | null
      offer: Offer | null
      interactions: Interaction[]
      queues: Queue[]
    }
  | { topic: 'agent'; agent: Agent }
  | { topic: 'offer'; offer: Offer }
  | { topic: 'offer-ended'; offer: string; cause: OfferCause }
  | { topic: 'interaction'; interaction: Interaction }
  | { topic: 'queues'; queues: Queue[] }
  | { topic: 'party-failed'; interaction: string; leg: string; cause: PartyFailure; code: number }
  | { topic: 'speakers'; interaction: string; legs: string[] }
  | { topic: 'draft'; draft: Draft & { interaction: string; by: string } }
  | { topic: 'planned'; planned: PlannedCall[] }
  | ({ topic: 'ring-back-ended' } & RingBackEnded)
  | { topic: 'help-seen'; help: HelpRequest }
  | { topic: 'pong'; now: Instant }
