import { describe, expect, it } from 'vitest'
import { range, readFilter, toQuery } from '../../src/pages/interactions/filter'

const noon = new Date(2026, 10, 22, 12).getTime()
const day = (date: number) => new Date(2026, 10, date).getTime()

describe('the filter', () => {
  it('reads what the address says, and nothing else', () => {
    const filter = readFilter(new URLSearchParams('q=138&period=nonsense&queue=fault'))
    expect(filter).toEqual({ q: '138', queue: 'fault', state: '', disposition: '', period: 'always' })
  })

  it.each([
    ['today', { from: day(22) }],
    ['yesterday', { from: day(21), to: day(22) }],
    ['week', { from: day(16) }],
    ['always', {}],
  ] as const)('makes days of %s', (period, expected) => {
    expect(range(period, noon)).toEqual(expected)
  })

  it('asks the centre for moments, not for a period', () => {
    const query = toQuery({ q: '', queue: '', state: 'ended', disposition: '', period: 'today' }, noon)
    expect(query).toEqual({ q: '', queue: '', state: 'ended', disposition: '', from: day(22) })
  })
})
