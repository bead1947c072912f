import type { QueryClient } from '@tanstack/react-query'
import { create } from 'zustand'
import { calls, preferencesQuery } from '../api/calls'
import type { Preferences } from '../api/types'
import { attempt } from './acts'

/** How the agent likes to work, kept by the centre; by hand until it is known. */
export const usePreferences = create<Preferences>(() => ({ answer: 'manual', toured: true }))

/** Asks the centre once. */
export async function loadPreferences(client: QueryClient): Promise<void> {
  await client.query(preferencesQuery).then(usePreferences.setState, () => undefined)
}

/** Changes it here at once, and there. */
export async function prefer(change: Partial<Preferences>): Promise<void> {
  const before = usePreferences.getState()
  usePreferences.setState(change)
  if (!(await attempt(calls.prefer(usePreferences.getState())))) usePreferences.setState(before)
}
