import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query'
import { act, get } from './request'
import type { Instant, Page } from './types'

/** A notice as one of those sees it to whom it was sent. */
export interface Notice {
  id: string
  text: string
  urgent: boolean
  by_name: string
  at: Instant
  until: Instant
  read_at: Instant | null
  withdrawn_at: Instant | null
}

export type NoticeKind = 'everybody' | 'teams' | 'queues' | 'agents'

export interface NewNotice {
  text: string
  urgent: boolean
  to: { kind: NoticeKind; ids: string[] }
  until: Instant
}

/** A notice as supervisors see it. */
export interface SentNotice extends NewNotice {
  id: string
  by: string
  by_name: string
  at: Instant
  withdrawn_at: Instant | null
  read: number
  unread: number
  /** Those whom one may see; who has not read it, first. */
  readers: { id: string; name: string; at: Instant | null }[]
  withdrawable: boolean
}

export const noticesQuery = queryOptions({
  queryKey: ['notices', 'mine'],
  queryFn: ({ signal }) => get<Notice[]>('/notices/mine', {}, signal),
  staleTime: Infinity,
})

const LOOK_EVERY = 10_000

export const sentQuery = infiniteQueryOptions({
  queryKey: ['notices', 'sent'],
  queryFn: ({ pageParam, signal }) => get<Page<SentNotice>>('/notices', { cursor: pageParam ?? undefined }, signal),
  initialPageParam: null as string | null,
  getNextPageParam: (page) => page.next,
  refetchInterval: LOOK_EVERY,
})

const of = (id: string) => encodeURIComponent(id)

export const notices = {
  send: (notice: NewNotice) => act<SentNotice>('POST', '/notices', notice),
  read: (id: string) => act('POST', `/notices/${of(id)}/read`),
  withdraw: (id: string) => act('DELETE', `/notices/${of(id)}`),
}
