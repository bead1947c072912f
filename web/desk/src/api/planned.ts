import { queryOptions } from '@tanstack/react-query'
import { act, get } from './request'
import type { Instant } from './types'

/** A call to make: at a time, or when whom it is for is free. */
export interface PlannedCall {
  id: string
  number: string
  number_pretty: string
  customer: string
  customer_name: string
  /** Who is waited for, if it is a colleague. */
  colleague_name: string
  note: string
  due: Instant
  /** `waiting` for them to be free; `free`: only the agent is not. */
  state: 'planned' | 'waiting' | 'free'
  until: Instant | null
}

/** What the centre says when somebody is not waited for any more. */
export interface RingBackEnded {
  /** As people read it. */
  number: string
  name: string
  cause: 'expired' | 'gave-up'
}

type Wanted = Pick<PlannedCall, 'number' | 'customer' | 'note'>

const own = (id: string, act = '') => `/agent/planned/${encodeURIComponent(id)}${act}`

export const planned = {
  plan: (call: Wanted & { due: Instant }) => act('POST', '/agent/planned', call),
  whenFree: (number: string, customer = '') => act('POST', '/agent/planned/when-free', { number, customer }),
  move: (id: string, due: Instant) => act('PATCH', own(id), { due }),
  dial: (id: string) => act('POST', own(id, '/dial')),
  drop: (id: string) => act('DELETE', own(id)),
}

export const plannedQuery = queryOptions({
  queryKey: ['planned'],
  queryFn: ({ signal }) => get<PlannedCall[]>('/agent/planned', {}, signal),
  staleTime: Infinity,
})
