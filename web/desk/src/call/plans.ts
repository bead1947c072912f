import type { QueryClient } from '@tanstack/react-query'
import i18next from 'i18next'
import { planned, plannedQuery, type PlannedCall, type RingBackEnded } from '../api/planned'
import type { Instant } from '../api/types'
import { notify } from '../design/notices'
import { learn } from '../words'
import { attempt, forgetFailure } from './acts'

await learn('plan')

/** Whom it is for. */
export const nameOf = ({ colleague_name, customer_name, number_pretty }: PlannedCall) => colleague_name || customer_name || number_pretty

type Told = { topic: 'planned'; planned: PlannedCall[] } | ({ topic: 'ring-back-ended' } & RingBackEnded)

/** Shows what the centre says of planned calls; who has become free meanwhile is said in one line. */
export function takePlans(client: QueryClient, told: Told): void {
  if (told.topic === 'ring-back-ended') {
    notify(i18next.t(`plan.ended_${told.cause}`, { name: told.name || told.number }))
    return
  }
  const before = client.getQueryData(plannedQuery.queryKey) ?? []
  const waited = new Set(before.filter(({ state }) => state === 'waiting').map(({ id }) => id))
  const free = told.planned.find(({ id, state }) => state === 'free' && waited.has(id))
  if (free) notify(i18next.t('plan.now_free', { name: nameOf(free) }))
  client.setQueryData(plannedQuery.queryKey, told.planned)
}

/** Has somebody rung who is busy, once they are free. */
export async function askRingBack(number: string, name: string): Promise<void> {
  if (!(await attempt(planned.whenFree(number)))) return
  forgetFailure()
  notify(i18next.t('plan.asked', { name: name || number }), 'good')
}

const undo = (run: () => Promise<unknown>) => ({ label: i18next.t('plan.undo'), run: () => void attempt(run()) })

/** Puts a call off until `due`, which is said as `time`; can be undone. */
export async function putOff(call: PlannedCall, due: Instant, time: string): Promise<void> {
  if (!(await attempt(planned.move(call.id, due)))) return
  notify(i18next.t('plan.moved', { time }), 'good', undo(() => planned.move(call.id, call.due)))
}

/** Forgets a call; one for a time can be planned again. */
export async function dropPlanned(call: PlannedCall): Promise<void> {
  if (!(await attempt(planned.drop(call.id)))) return
  const { number, customer, note, due } = call
  const again = () => (call.state === 'planned' ? planned.plan({ number, customer, note, due }) : planned.whenFree(number, customer))
  notify(i18next.t('plan.dropped'), 'good', undo(again))
}

/** Makes a call now. */
export async function dialPlanned(call: PlannedCall): Promise<void> {
  forgetFailure()
  await attempt(planned.dial(call.id))
}
