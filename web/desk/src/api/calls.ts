import { queryOptions } from '@tanstack/react-query'
import { act, get } from './request'
import type { Colleague, Draft, HelpRequest, KnownNumber, Named, Page, Preferences } from './types'

const of = (id: string) => encodeURIComponent(id)
const call = (interaction: string, path: string) => `/interactions/${of(interaction)}/${path}`

/** Whom a call goes to, or who comes in. */
export interface Target {
  kind: 'queue' | 'agent' | 'number'
  id: string
}

/** What an agent does with a call beside answering, holding and leaving it. */
export const calls = {
  transfer: (id: string, target: Target, how: 'blind' | 'consult') => act('POST', call(id, 'transfer'), { target, how }),
  complete: (id: string) => act('POST', call(id, 'transfer/complete')),
  cancelConsult: (id: string) => act('POST', call(id, 'consult/cancel')),
  swap: (id: string) => act('POST', call(id, 'swap')),
  merge: (id: string) => act('POST', call(id, 'merge')),
  add: (id: string, target: Target) => act('POST', call(id, 'parties'), { target }),
  drop: (id: string, leg: string) => act('DELETE', call(id, `parties/${of(leg)}`)),
  mute: (id: string, leg: string, muted: boolean) => act('POST', call(id, `parties/${of(leg)}/mute`), { muted }),
  digits: (id: string, digits: string) => act('POST', call(id, 'digits'), { digits }),
  /** Without a place: to the start of the flow that the call came through. */
  returnToMenu: (id: string, place: { flow?: string; node?: string } = {}) =>
    act('POST', call(id, 'return-to-flow'), { flow: place.flow ?? '', node: place.node ?? '' }),
  hangUpForAll: (id: string) => act('POST', call(id, 'hang-up'), { for_all: true }),
  keepDraft: (id: string, draft: Draft) => act('PUT', call(id, 'draft'), draft),
  dial: (number: string, customer: string) => act<{ interaction: string }>('POST', '/agent/dial', { number, customer }),
  pickUp: (id: string) => act('POST', `/waiting/${of(id)}/pick-up`),
  askForHelp: (text: string) => act<HelpRequest>('POST', '/agent/help', { text }),
  prefer: (preferences: Preferences) => act('PUT', '/agent/preferences', preferences),
}

export const colleaguesQuery = (q: string) =>
  queryOptions({
    queryKey: ['colleagues', q],
    queryFn: async ({ signal }) => (await get<Page<Colleague>>('/colleagues', { q, limit: 30 }, signal)).items,
    refetchInterval: 3000,
  })

/** A place in a flow where callers may be sent. */
export interface Entry {
  flow: string
  node: string
  name: Named
}

export const entriesQuery = queryOptions({
  queryKey: ['entries'],
  queryFn: ({ signal }) => get<Entry[]>('/entries', {}, signal),
  staleTime: 300_000,
})

export const numberQuery = (typed: string) =>
  queryOptions({
    queryKey: ['number', typed],
    queryFn: ({ signal }) => get<KnownNumber>(`/numbers/${of(typed)}`, {}, signal),
    staleTime: 60_000,
    retry: false,
  })

export const preferencesQuery = queryOptions({
  queryKey: ['preferences'],
  queryFn: ({ signal }) => get<Preferences>('/agent/preferences', {}, signal),
  staleTime: Infinity,
})
