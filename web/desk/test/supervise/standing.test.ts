import { act, renderHook } from '@testing-library/react'
import { describe, expect, it } from 'vitest'
import { grouped, type Seat } from '../../src/pages/supervise/agents'
import { useStanding } from '../../src/pages/supervise/standing'

const seat = (id: string, shown: Seat['shown']) => ({ agent: { id }, shown, call: undefined }) as Seat
const before = [seat('1', 'ready'), seat('2', 'ready')]
const after = [seat('1', 'talking'), seat('2', 'ready')]

describe('groups', () => {
  it('stand still while they are held, with everybody as they are now', () => {
    const { result, rerender } = renderHook(({ seats }) => useStanding(grouped(seats, 'state'), seats), { initialProps: { seats: before } })
    act(() => result.current[1](true))
    rerender({ seats: after })
    expect(result.current[0]).toEqual([{ id: 'ready', seats: after }])
    act(() => result.current[1](false))
    expect(result.current[0].map(({ id }) => id)).toEqual(['talking', 'ready'])
  })
})
