import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query'
import { act, address, get, type Query } from './request'
import type { Instant, Page } from './types'

export type ListKind = 'black' | 'white'
export type EntryState = 'active' | 'coming' | 'expired'

/** A number, or all that begin alike, on a list. */
export interface Entry {
  id: string
  kind: ListKind
  number: string
  number_pretty: string
  match: 'number' | 'prefix'
  reason: string
  starts: Instant
  /** Null: for good. */
  ends: Instant | null
  priority: number
  created: Instant
  by: string
  by_name: string
  state: EntryState
}

export interface EntryDraft {
  kind: ListKind
  number: string
  match: 'number' | 'prefix'
  reason: string
  /** Days of effect; null: for good. */
  days: number | null
  priority: number
}

const PATH = '/screening'

export const entriesQuery = (filter: Query) =>
  infiniteQueryOptions({
    queryKey: [PATH, filter],
    queryFn: ({ pageParam, signal }) =>
      get<Page<Entry>>(PATH, { ...filter, limit: 50, cursor: pageParam ?? undefined }, signal),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
  })

/** The entries in effect that name a number. */
export const listedQuery = (number: string) =>
  queryOptions({
    queryKey: [PATH, 'of', number],
    queryFn: async ({ signal }) =>
      (await get<Page<Entry>>(PATH, { q: number, state: 'active' }, signal)).items.filter(
        (entry) => entry.match === 'number' && entry.number === number,
      ),
  })

export const SCREENING = [PATH]

export const exportAddress = (filter: Query) => address(`${PATH}/export.csv`, filter)

export const addEntry = (draft: EntryDraft) => act<Entry>('POST', PATH, draft)

export const changeEntry = (id: string, change: Partial<Pick<EntryDraft, 'reason' | 'days' | 'priority'>>) =>
  act<Entry>('PATCH', `${PATH}/${encodeURIComponent(id)}`, change)

export const removeEntry = (id: string) => act('DELETE', `${PATH}/${encodeURIComponent(id)}`)
