import { queryOptions } from '@tanstack/react-query'
import { address, get } from './request'
import type { AgentState, Instant, InteractionRow, Person } from './types'

/** What something took in all, in how many contacts, and on average in those; milliseconds. */
export interface Spent {
  total: number
  count: number
  mean: number | null
}

export interface DayFigures {
  served: number
  /** Each is taken, missed, rejected, or withdrawn. */
  offered: number
  taken: number
  missed: number
  rejected: number
  withdrawn: number
  talk: Spent
  hold: Spent
  wrap_up: Spent
}

export interface DayStretch {
  state: AgentState
  reason: string
  begins: Instant
  ends: Instant
}

export interface InState {
  state: AgentState
  reason: string
  length: number
}

export interface DayHour {
  begins: Instant
  served: number
  missed: number
  rejected: number
  states: Partial<Record<AgentState, number>>
}

/** The agent's part in a contact. */
export interface DayPart {
  segment: string
  started_at: Instant
  ended_at: Instant | null
  talked: number
  held: number
  wrapped: number
  cause: string | null
  contact: InteractionRow
}

/** An agent's day where the agent's site is, up to now. */
export interface AgentDay {
  agent: Person
  /** `2026-11-22` */
  day: string
  today: string
  zone: string
  begins: Instant
  ends: Instant
  now: Instant
  figures: DayFigures
  states: InState[]
  stretches: DayStretch[]
  hours: DayHour[]
  ratings: { question: string; value: number; count: number }[]
  /** The first first. */
  parts: DayPart[]
}

/** Whose day, and which; empty: one's own, today. */
export interface AskedDay {
  agent: string
  day: string
}

const path = ({ agent }: AskedDay, ending = '') =>
  agent ? `/agents/${encodeURIComponent(agent)}/day${ending}` : `/agent/day${ending}`

/** Today goes on, so it is asked for again. */
export const dayQuery = (asked: AskedDay) =>
  queryOptions({
    queryKey: ['day', asked.agent, asked.day],
    queryFn: ({ signal }) => get<AgentDay>(path(asked), { day: asked.day }, signal),
    refetchInterval: ({ state }) => (state.data && state.data.day !== state.data.today ? false : 30_000),
  })

export const daySheet = (asked: AskedDay) => address(path(asked, '.csv'), { day: asked.day })
