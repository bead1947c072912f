import { useQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import { CalendarClock, PhoneOutgoing, Trash2 } from 'lucide-react'
import { lazy, Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { calls, plannedQuery } from '../api/calls'
import type { PlannedCall } from '../api/types'
import { Loading } from '../design/Placeholders'
import { useNow } from '../live/clock'
import { runningCall, useLive } from '../live/store'
import { useFormats } from '../words/format'
import { attempt, dialNumber } from './acts'
import css from './Planned.module.css'

const Planning = lazy(() => import('./Planning'))

/** Those that are due, and those still to come. */
export function dueOf(planned: PlannedCall[], now: number): [due: PlannedCall[], later: PlannedCall[]] {
  return [planned.filter(({ due }) => due <= now), planned.filter(({ due }) => due > now)]
}

function Line({ call, due }: { call: PlannedCall; due: boolean }) {
  const { t } = useTranslation()
  const { moment } = useFormats()
  const now = useNow()
  const free = useLive((live) => !live.offer && !runningCall(live))
  const dial = async () => {
    await dialNumber(call.number, call.customer)
    await attempt(calls.dropPlanned(call.id))
  }
  return (
    <li className={css.line} data-due={due || undefined} data-testid="planned-call">
      <CalendarClock size={16} aria-hidden />
      <span>
        <b>{call.customer_name || call.number}</b>
        <small>{[due ? t('plan.due') : '', moment(call.due, now), call.note].filter(Boolean).join(' · ')}</small>
      </span>
      <Button size="small" type={due ? 'primary' : 'default'} icon={<PhoneOutgoing size={14} />} disabled={!free} onClick={() => void dial()}>
        {t('dock.dial')}
      </Button>
      <Button
        size="small"
        type="text"
        aria-label={t('plan.drop')}
        icon={<Trash2 size={14} />}
        onClick={() => void attempt(calls.dropPlanned(call.id))}
      />
    </li>
  )
}

/** Calls that I mean to make; the due ones first. */
export default function Planned() {
  const { t } = useTranslation()
  const { data = [] } = useQuery(plannedQuery)
  const now = useNow()
  const [adding, setAdding] = useState(false)
  const [due, later] = dueOf(data, now)
  return (
    <section className={css.planned} aria-label={t('plan.title')}>
      <header>
        <h2>{t('plan.title')}</h2>
        <Button size="small" type="link" data-testid="plan-add" onClick={() => setAdding(!adding)}>
          {t('plan.new')}
        </Button>
      </header>
      {adding && (
        <Suspense fallback={<Loading label={t('part.loading')} lines={3} />}>
          <Planning onDone={() => setAdding(false)} />
        </Suspense>
      )}
      <ul>
        {due.map((call) => (
          <Line key={call.id} call={call} due />
        ))}
        {later.map((call) => (
          <Line key={call.id} call={call} due={false} />
        ))}
      </ul>
    </section>
  )
}
