import { useCallback, useLayoutEffect, useRef, useState } from 'react'
import type { Group, Seat } from './agents'

/** Groups as they stood, with everybody as they are now. */
export function standing(groups: readonly Group[], everybody: readonly Seat[]): Group[] {
  const now = new Map(everybody.map((seat) => [seat.agent.id, seat]))
  return groups.map((group) => ({ ...group, seats: group.seats.map((seat) => now.get(seat.agent.id) ?? seat) }))
}

/** The groups, which stand still from `hold(true)` to `hold(false)`: no tile moves away from under its open menu. */
export function useStanding(groups: readonly Group[], everybody: readonly Seat[]): [readonly Group[], (wanted: boolean) => void] {
  const [held, setHeld] = useState<readonly Group[] | null>(null)
  const latest = useRef(groups)
  useLayoutEffect(() => {
    latest.current = groups
  }, [groups])
  const hold = useCallback((wanted: boolean) => setHeld(wanted ? latest.current : null), [])
  return [held ? standing(held, everybody) : groups, hold]
}
