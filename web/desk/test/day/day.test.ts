import { describe, expect, it } from 'vitest'
import type { AgentDay, DayHour } from '../../src/api/days'
import { busyHours, daysAfter, pieces, spanOf } from '../../src/pages/day/day'

const HOUR = 3_600_000

const hour = (at: number, change: Partial<DayHour> = {}): DayHour => ({
  begins: at * HOUR,
  served: 0,
  missed: 0,
  rejected: 0,
  states: { 'signed-out': HOUR },
  ...change,
})

const day = (hours: DayHour[]) => ({ hours }) as AgentDay

describe('the hours shown', () => {
  it('go from the first to the last in which something was', () => {
    const shown = busyHours(day([hour(0), hour(1, { states: { ready: 5 } }), hour(2), hour(3, { missed: 1 }), hour(4)]))
    expect(shown?.map(({ begins }) => begins / HOUR)).toEqual([1, 2, 3])
    expect(spanOf(shown ?? [])).toEqual({ from: HOUR, until: 4 * HOUR })
  })

  it('are none when nobody was there', () => {
    expect(busyHours(day([hour(0), hour(1)]))).toBeNull()
  })
})

it('cuts stretches to the span, to scale, without the time signed out', () => {
  const stretches = [
    { state: 'signed-out' as const, reason: '', begins: 0, ends: 10 },
    { state: 'ready' as const, reason: '', begins: 10, ends: 60 },
    { state: 'not-ready' as const, reason: 'break', begins: 60, ends: 200 },
  ]
  const shown = pieces(stretches, { from: 20, until: 120 })
  expect(shown.map(({ state, left, width }) => [state, left, width])).toEqual([
    ['ready', 0, 40],
    ['not-ready', 40, 60],
  ])
})

it.each([
  ['2026-02-28', 1, '2026-03-01'],
  ['2026-01-01', -1, '2025-12-31'],
  ['2028-02-28', 1, '2028-02-29'],
])('goes from %s by %d to %s', (from, count, to) => {
  expect(daysAfter(from, count)).toBe(to)
})
