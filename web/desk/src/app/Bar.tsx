import { lazy, Suspense } from 'react'
import { useTranslation } from 'react-i18next'
import { usePermission, useSession } from '../api/session'
import { Mark } from '../design/Mark'
import { useLive } from '../live/store'
import { Timer } from '../record/Timer'
import css from './Bar.module.css'
import { MeMenu } from './MeMenu'
import { StateMenu } from './StateMenu'

const AlarmSign = lazy(() => import('./AlarmSign'))
const NoticeBell = lazy(() => import('./NoticeBell'))

/** How many wait in all queues, and how long the one who waits longest. */
function Waiting() {
  const { t } = useTranslation()
  const queues = useLive((live) => live.queues)
  const known = useLive((live) => live.known)
  const waiting = queues.reduce((sum, queue) => sum + queue.waiting, 0)
  const since = queues.flatMap(({ longest_since: at }) => (at === null ? [] : [at]))
  if (!known) return null
  return (
    <dl className={css.waiting} data-testid="bar-queues">
      <div data-some={waiting > 0 || undefined}>
        <dt>{t('bar.waiting')}</dt>
        <dd>{waiting}</dd>
      </div>
      {since.length > 0 && (
        <div>
          <dt>{t('bar.longest')}</dt>
          <dd>
            <Timer since={Math.min(...since)} />
          </dd>
        </div>
      )}
    </dl>
  )
}

/** The top of every page: where I am, what I am doing, how the queues are. */
export function Bar() {
  const { agent } = useSession()
  const queues = usePermission('queues.view')
  const alarms = usePermission('alarms.view')
  return (
    <header className={css.bar}>
      <span className={css.product}>
        <Mark size={26} />
        <b>Switchroom</b>
      </span>
      {agent && <StateMenu />}
      {queues && <Waiting />}
      <span className={css.rest}>
        <Suspense fallback={null}>
          {alarms && <AlarmSign />}
          <NoticeBell />
        </Suspense>
        <MeMenu />
      </span>
    </header>
  )
}
