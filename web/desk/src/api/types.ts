/** What the centre says and is told; one place, until it is generated from `openapi.json`. */

import type { Instant, Named, QueueRef } from './basicTypes'
import type { Draft, Interaction } from './contactTypes'
import type { PlannedCall, RingBackEnded } from './planned'

export type * from './basicTypes'
export type * from './contactTypes'
export type * from './customerTypes'

export type Permission =
  | 'alarms.acknowledge'
  | 'alarms.view'
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
  | `supervise.${'assign' | 'barge' | 'force-state' | 'intercept' | 'listen' | 'notify' | 'release' | 'take-over' | 'view' | 'whisper'}`

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
  /** The guided tour was taken or declined. */
  toured: boolean
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
  /** Shown on old contacts, but not offered any more, nor what stands below it. */
  retired: boolean
}

export interface Page<Row> {
  items: Row[]
  /** The cursor of the following page; null on the last. */
  next: string | null
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
