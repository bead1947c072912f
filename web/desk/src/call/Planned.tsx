import { useQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import { BellRing, CalendarClock, PhoneOutgoing, Trash2 } from 'lucide-react'
import { lazy, Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { plannedQuery, type PlannedCall } from '../api/planned'
import { Loading } from '../design/Placeholders'
import { useNow } from '../live/clock'
import { runningCall, useLive } from '../live/store'
import { useFormats } from '../words/format'
import css from './Planned.module.css'
import { dialPlanned, dropPlanned, nameOf } from './plans'

const Planning = lazy(() => import('./Planning'))

/** Those that are due or free, and those still to come. */
export function dueOf(planned: PlannedCall[], now: number): [due: PlannedCall[], later: PlannedCall[]] {
  const isDue = ({ state, due }: PlannedCall) => state === 'free' || (state === 'planned' && due <= now)
  return [planned.filter(isDue), planned.filter((call) => !isDue(call))]
}

/** When it is made, and what about. */
function useDetail(call: PlannedCall, due: boolean): string {
  const { t } = useTranslation()
  const { moment } = useFormats()
  const now = useNow()
  const until = call.until === null ? '' : t('plan.until', { time: moment(call.until, now) })
  const when = call.state === 'planned' ? [due && t('plan.due'), moment(call.due, now)] : [t(`plan.${call.state}`), until]
  return [...when, call.note].filter(Boolean).join(' · ')
}

function Line({ call, due }: { call: PlannedCall; due: boolean }) {
  const { t } = useTranslation()
  const detail = useDetail(call, due)
  const Icon = call.state === 'planned' ? CalendarClock : BellRing
  const free = useLive((live) => !live.offer && !runningCall(live))
  return (
    <li className={css.line} data-due={due || undefined} data-testid="planned-call" data-state={call.state}>
      <Icon size={16} aria-hidden />
      <span>
        <b>{nameOf(call)}</b>
        <small>{detail}</small>
      </span>
      {call.state === 'planned' && (
        <Button
          size="small"
          type={due ? 'primary' : 'default'}
          icon={<PhoneOutgoing size={14} />}
          disabled={!free}
          onClick={() => void dialPlanned(call)}
        >
          {t('plan.dial')}
        </Button>
      )}
      <Button
        size="small"
        type="text"
        aria-label={t('plan.drop')}
        icon={<Trash2 size={14} />}
        onClick={() => void dropPlanned(call)}
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
