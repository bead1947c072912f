import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query'
import { act, address, get, type Query } from './request'
import type { Instant, Page } from './types'

/** The gravest first. */
export const severities = ['critical', 'major', 'minor', 'warning'] as const

export type Severity = (typeof severities)[number]

/** Something that is wrong, or was. */
export interface Alarm {
  id: string
  kind: string
  /** Which of several, such as a trunk's id; empty when there is but one. */
  subject: string
  severity: Severity
  /** A figure or an error beside it, in no language. */
  detail: string
  raised: Instant
  last: Instant
  count: number
  /** Null while it is not well again. */
  cleared: Instant | null
  acknowledged_at: Instant | null
  acknowledged_by: string | null
  acknowledged_by_name: string | null
}

const PATH = '/alarms'

/** What is wrong now, the gravest first; the live line keeps it up to date. */
export const alarmsQuery = queryOptions({
  queryKey: [PATH, 'now'],
  queryFn: ({ signal }) => get<Alarm[]>(PATH, {}, signal),
  staleTime: Infinity,
})

export const ALARM_HISTORY = [PATH, 'history']

export const alarmHistoryQuery = (filter: Query) =>
  infiniteQueryOptions({
    queryKey: [...ALARM_HISTORY, filter],
    queryFn: ({ pageParam, signal }) =>
      get<Page<Alarm>>(`${PATH}/history`, { ...filter, limit: 50, cursor: pageParam ?? undefined }, signal),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
  })

export const alarmsFile = (filter: Query) => address(`${PATH}/export.csv`, filter)

export const acknowledge = (id: string) => act<Alarm>('POST', `${PATH}/${encodeURIComponent(id)}/acknowledge`)
