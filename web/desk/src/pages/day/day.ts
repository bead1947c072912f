import type { AgentDay, DayHour, DayStretch } from '../../api/days'
import type { AgentState, Instant } from '../../api/types'

const HOUR = 3_600_000

export interface Span {
  from: Instant
  until: Instant
}

/** The hours from the first to the last in which something was; null: nothing was. */
export function busyHours({ hours }: AgentDay): DayHour[] | null {
  const some = ({ served, missed, rejected, states }: DayHour) =>
    served + missed + rejected > 0 || Object.keys(states).some((state) => state !== 'signed-out')
  const first = hours.findIndex(some)
  return first < 0 ? null : hours.slice(first, hours.findLastIndex(some) + 1)
}

/** From the beginning of the first hour to the end of the last. */
export function spanOf(hours: readonly DayHour[]): Span {
  return { from: hours[0]?.begins ?? 0, until: (hours.at(-1)?.begins ?? 0) + HOUR }
}

export interface Piece {
  state: AgentState
  reason: string
  begins: Instant
  ends: Instant
  /** Percent of the span. */
  left: number
  width: number
}

/** Stretches to the scale of a span, without those outside of it and without being signed out. */
export function pieces(stretches: readonly DayStretch[], { from, until }: Span): Piece[] {
  const percent = (length: number) => (100 * length) / (until - from)
  return stretches
    .filter(({ state, begins, ends }) => state !== 'signed-out' && ends > from && begins < until)
    .map((one) => {
      const [begins, ends] = [Math.max(one.begins, from), Math.min(one.ends, until)]
      return { ...one, left: percent(begins - from), width: percent(ends - begins) }
    })
}

/** The date so many days later: `2026-11-22` and 1 give `2026-11-23`. */
export function daysAfter(day: string, count: number): string {
  const date = new Date(`${day}T00:00:00Z`)
  date.setUTCDate(date.getUTCDate() + count)
  return date.toISOString().slice(0, 10)
}

export const minutes = (millis: number): number => Math.round(millis / 6000) / 10
