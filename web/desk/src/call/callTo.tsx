import { lazy, Suspense } from 'react'
import { useSession } from '../api/session'
import { CallButton } from './CallButton'

const PlanButton = lazy(() => import('./PlanButton'))

type Props = Record<'number' | 'shown' | 'customer', string>

/** For whoever works at a telephone: call it, or plan to. */
function Acts(to: Props) {
  if (useSession().agent === null) return null
  return (
    <>
      <CallButton {...to} />
      <Suspense>
        <PlanButton {...to} />
      </Suspense>
    </>
  )
}

/** What can be done beside each number of a customer. */
export const callTo = (customer: string) => (number: string, shown: string) => <Acts number={number} shown={shown} customer={customer} />
