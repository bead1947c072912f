import { useMemo } from 'react'
import { useSearchParams } from 'react-router'
import type { Query } from '../../api/request'

export const periods = ['today', 'yesterday', 'week', 'month', 'always'] as const
export type Period = (typeof periods)[number]

export const states = ['menu', 'waiting', 'offered', 'talking', 'held', 'wrap-up', 'ended'] as const

export interface Filter {
  q: string
  queue: string
  state: string
  disposition: string
  period: Period
}

const names = ['q', 'queue', 'state', 'disposition', 'period'] as const

export function readFilter(search: URLSearchParams): Filter {
  const text = (name: string) => search.get(name) ?? ''
  const period = periods.find((one) => one === search.get('period')) ?? 'always'
  return { q: text('q'), queue: text('queue'), state: text('state'), disposition: text('disposition'), period }
}

/** Midnight so many days before today, in this computer's time zone. */
function midnight(now: number, daysAgo: number): number {
  const day = new Date(now)
  return new Date(day.getFullYear(), day.getMonth(), day.getDate() - daysAgo).getTime()
}

/** From and to of a period. */
export function range(period: Period, now: number): { from?: number; to?: number } {
  switch (period) {
    case 'today':
      return { from: midnight(now, 0) }
    case 'yesterday':
      return { from: midnight(now, 1), to: midnight(now, 0) }
    case 'week':
      return { from: midnight(now, 6) }
    case 'month':
      return { from: midnight(now, 29) }
    case 'always':
      return {}
  }
}

export function toQuery({ period, ...rest }: Filter, now: number): Query {
  return { ...rest, ...range(period, now) }
}

/** The filter stands in the address, so that it can be kept, sent, and gone back to. */
export function useFilter() {
  const [search, setSearch] = useSearchParams()
  const filter = useMemo(() => readFilter(search), [search])
  const change = (part: Partial<Filter>) => {
    const next = { ...filter, ...part }
    const said = names.filter((name) => next[name] && next[name] !== 'always')
    setSearch(Object.fromEntries(said.map((name) => [name, next[name]])), { replace: true })
  }
  return { filter, change, filtered: search.size > 0, reset: () => setSearch({}, { replace: true }) }
}
