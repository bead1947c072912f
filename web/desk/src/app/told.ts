import { useQuery, useQueryClient, type QueryClient } from '@tanstack/react-query'
import { useEffect, useMemo } from 'react'
import { create } from 'zustand'
import { notices, noticesQuery, type Notice } from '../api/notices'
import type { Instant } from '../api/types'
import { attempt } from '../call/acts'
import { useNow } from '../live/clock'
import { hear } from '../live/topics'

/** What is told now, after one more was, or was read, or taken back. */
export function withNotice(known: readonly Notice[] = [], told: Notice): Notice[] {
  const others = known.filter(({ id }) => id !== told.id)
  return told.withdrawn_at === null ? [...others, told].sort((a, b) => a.at - b.at) : others
}

/** Those that wait to be read: the urgent ones first, then the oldest. */
export const unreadOf = (told: readonly Notice[], now: Instant): Notice[] =>
  told
    .filter(({ read_at, until }) => read_at === null && until > now)
    .sort((a, b) => Number(b.urgent) - Number(a.urgent) || a.at - b.at)

/** Those of the day, and what still holds of others; the newest first. */
export const todayOf = (told: readonly Notice[], now: Instant): Notice[] => {
  const midnight = new Date(now).setHours(0, 0, 0, 0)
  return told.filter(({ at, until }) => at >= midnight || until > now).reverse()
}

const keep = (client: QueryClient, told: Notice) =>
  client.setQueryData(noticesQuery.queryKey, (known) => withNotice(known, told))

/** Says that it was read; at once here, on my other pages by the live line. */
export async function readNotice(client: QueryClient, notice: Notice, now: Instant): Promise<void> {
  if (await attempt(notices.read(notice.id))) keep(client, { ...notice, read_at: now })
}

/** Keeps what I am told as it is at the centre; once on every page. */
export function useTelling(): void {
  const client = useQueryClient()
  useEffect(() => {
    const { queryKey } = noticesQuery
    const stops = [
      hear('notice', ({ notice }: { notice: Notice }) => keep(client, notice)),
      // Some may have been missed while the line was cut.
      hear('hello', () => void client.invalidateQueries({ queryKey })),
    ]
    return () => stops.forEach((stop) => stop())
  }, [client])
}

const none: Notice[] = []

export function useTold(): Notice[] {
  return useQuery(noticesQuery).data ?? none
}

export function useUnread(): Notice[] {
  const told = useTold()
  const now = useNow()
  return useMemo(() => unreadOf(told, now), [told, now])
}

/** Whether the day's notices are shown; from the bar, or from the "me" menu. */
export const useNoticeList = create<{ open: boolean }>(() => ({ open: false }))

export const showNotices = (open: boolean) => useNoticeList.setState({ open })
