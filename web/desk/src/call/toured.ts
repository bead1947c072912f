import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useCallback } from 'react'
import { preferencesQuery } from '../api/calls'
import { prefer, usePreferences } from './preferences'

/** Whether the tour was taken or declined, once that is known; `keep` remembers that it was. */
export function useToured(): { toured: boolean | undefined; keep: () => void } {
  const client = useQueryClient()
  const { data: kept } = useQuery(preferencesQuery)
  const keep = useCallback(() => {
    if (!kept || kept.toured) return
    client.setQueryData(preferencesQuery.queryKey, { ...kept, toured: true })
    usePreferences.setState(kept)
    void prefer({ toured: true })
  }, [client, kept])
  return { toured: kept?.toured, keep }
}
