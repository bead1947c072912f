import { useQuery } from '@tanstack/react-query'
import { lazy, Suspense } from 'react'
import { plannedQuery } from '../api/planned'
import { useNow } from '../live/clock'
import { incomingCall, runningCall, useLive } from '../live/store'

const DueCard = lazy(() => import('./DueCard'))

/** A planned call that is due, in the place of an offer while nothing else asks for the agent. */
export function DuePlace() {
  const { data = [] } = useQuery(plannedQuery)
  const now = useNow()
  const free = useLive((live) => live.agent !== null && live.agent.state !== 'signed-out' && !live.offer && !runningCall(live) && !incomingCall(live))
  const due = free ? data.find((call) => call.state === 'planned' && call.due <= now) : undefined
  return due ? (
    <Suspense fallback={null}>
      <DueCard key={due.id} call={due} />
    </Suspense>
  ) : null
}
