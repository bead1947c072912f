import { queryOptions } from '@tanstack/react-query'
import { act, get } from './request'
import type { AgentState, HelpRequest, Instant, InteractionState, JournalEntry, Named } from './types'

export interface BoardAgent {
  id: string
  name: string
  number: string
  extension: string
  team: string
  skills: string[]
  queues: string[]
  state: AgentState
  reason: string | null
  pending_reason: string | null
  since: Instant
  wrap_up_until: Instant | null
  calls: string[]
  /** What is being offered to the agent, by interaction. */
  ringing: string[]
  intercepted_by: string | null
}

export interface BoardParty {
  leg: string
  kind: 'agent' | 'number'
  agent: string | null
  name: string
  state: string
  muted: boolean
  purpose: string
  since: Instant
}

export type MonitorMode = 'listen' | 'whisper'

export interface BoardCall {
  id: string
  state: InteractionState
  direction: 'in' | 'out'
  caller: string
  caller_pretty: string
  called: string
  called_pretty: string
  trunk: string
  customer: string
  queue: string | null
  queue_name: Partial<Named> | null
  agent: string | null
  opened_at: Instant
  queued_at: Instant | null
  connected_at: Instant | null
  held_since: Instant | null
  held: number
  step: { node: string; kind: string; label: Partial<Named>; at: Instant } | null
  parties: BoardParty[]
  monitors: { supervisor: string; name: string; agent: string; mode: MonitorMode }[]
}

export interface BoardTrunk {
  id: string
  condition: 'loading' | 'ready' | 'unreachable' | 'rejected' | 'registering' | 'unwatched'
  says: Named
  round_trip: number | null
  calls_in: number
  calls_out: number
}

type Names = Record<string, Named>

export type BoardMessage =
  | {
      topic: 'board'
      whole: true
      now: Instant
      teams: Names
      skills: Names
      lines: Names
      agents: (Partial<BoardAgent> & Pick<BoardAgent, 'id'>)[]
      calls: BoardCall[]
      trunks: BoardTrunk[]
    }
  | {
      topic: 'board'
      whole?: false
      agents?: (Partial<BoardAgent> & Pick<BoardAgent, 'id'>)[]
      calls?: BoardCall[]
      ended?: string[]
      trunks?: BoardTrunk[]
    }

export interface CallMessage {
  topic: string
  lines: JournalEntry[]
}

export interface TrunkTried {
  outcome: string
  says: Named
  round_trip: number | null
}

const of = (id: string) => encodeURIComponent(id)
const call = (id: string, what: string) => `/interactions/${of(id)}/${what}`

/** What a supervisor does to others' calls, agents and queues. */
export const supervise = {
  monitor: (id: string, agent: string, mode: MonitorMode | 'off') => act('POST', call(id, 'monitor'), { agent, mode }),
  barge: (id: string) => act('POST', call(id, 'barge')),
  takeOver: (id: string, agent: string) => act('POST', call(id, 'take-over'), { agent }),
  release: (id: string) => act('POST', call(id, 'release')),
  force: (agent: string, state: 'ready' | 'not-ready' | 'signed-out') => act('POST', `/agents/${of(agent)}/state`, { state }),
  assign: (id: string, agent: string) => act('POST', `/waiting/${of(id)}/assign`, { agent }),
  intercept: (agent: string, to: string) => act('PUT', `/agents/${of(agent)}/intercept`, { to }),
  endIntercept: (agent: string) => act('DELETE', `/agents/${of(agent)}/intercept`),
  seeHelp: (id: string) => act('POST', `/help/${of(id)}/seen`),
  testTrunk: (id: string) => act<TrunkTried>('POST', `/trunks/${of(id)}/test`),
}

export const helpQuery = queryOptions({
  queryKey: ['help'],
  queryFn: ({ signal }) => get<HelpRequest[]>('/help', {}, signal),
  staleTime: Infinity,
})
