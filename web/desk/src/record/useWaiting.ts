import { keepPreviousData, useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import { waitingQuery } from '../api/lists'
import type { Queue } from '../api/types'

/** Who waits in a queue; asked anew whenever its figures say that somebody came or went. */
export function useWaiting(queue: Queue) {
  const client = useQueryClient()
  const waiting = useQuery({ ...waitingQuery(queue.id), placeholderData: keepPreviousData })
  useEffect(() => {
    void client.invalidateQueries({ queryKey: waitingQuery(queue.id).queryKey })
  }, [client, queue.id, queue.waiting, queue.offered, queue.longest_since])
  return waiting
}
