import { lazy, Suspense } from 'react'
import { othersIn } from '../live/mine'
import { runningCall, useLive } from '../live/store'

const Company = lazy(() => import('./Company'))

/** Who is in the call, as soon as it is more than the agent and one other. */
export function CompanyPlace() {
  const call = useLive(runningCall)
  const agent = useLive((live) => live.agent?.id)
  const others = call ? othersIn(call, agent) : []
  const internal: boolean = call?.direction === 'out' && others.every(({ purpose }) => purpose === 'dial')
  if (!call || others.length === 0 || internal) return null
  return (
    <Suspense fallback={null}>
      <Company call={call} />
    </Suspense>
  )
}
