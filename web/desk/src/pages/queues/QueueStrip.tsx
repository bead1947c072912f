import { useTranslation } from 'react-i18next'
import type { Queue } from '../../api/types'
import { StateMark, type ShownState } from '../../design/StateMark'
import { ServiceLevel } from '../../record/ServiceLevel'
import { Timer } from '../../record/Timer'
import { useFormats } from '../../words/format'
import css from './QueuesPage.module.css'

function Figure({ label, children, strong = false }: { label: string; children: React.ReactNode; strong?: boolean }) {
  return (
    <div className={css.figure} data-strong={strong || undefined}>
      <dt>{label}</dt>
      <dd>{children}</dd>
    </div>
  )
}

function Agents({ agents }: Pick<Queue, 'agents'>) {
  const { t } = useTranslation()
  const groups: [ShownState, number][] = [
    ['ready', agents.ready],
    ['talking', agents.busy],
    ['wrap-up', agents.wrap_up],
    ['not-ready', agents.not_ready],
  ]
  return (
    <ul className={css.agents} aria-label={t('queues.agents')}>
      {groups.map(([state, count]) => (
        <li key={state} data-none={count === 0 || undefined}>
          <StateMark state={state} small>
            {t(`state.${state}`)} <b>{count}</b>
          </StateMark>
        </li>
      ))}
    </ul>
  )
}

/** One queue in one line; opens who waits in it. */
export function QueueStrip({ queue, onOpen }: { queue: Queue; onOpen: () => void }) {
  const { t } = useTranslation()
  const { name } = useFormats()
  return (
    <li>
      <button
        type="button"
        className={css.strip}
        data-testid="queue-strip"
        data-queue={queue.id}
        data-waiting={queue.waiting > 0 || undefined}
        onClick={onOpen}
      >
        <span className={css.name}>{name(queue.name)}</span>
        <dl className={css.figures}>
          <Figure label={t('queues.waiting')} strong={queue.waiting > 0}>
            {queue.waiting}
          </Figure>
          <Figure label={t('queues.longest')}>
            {queue.longest_since === null ? '—' : <Timer since={queue.longest_since} />}
          </Figure>
          <Figure label={t('queues.offered')}>{queue.offered}</Figure>
          <Figure label={t('queues.talking')}>{queue.talking}</Figure>
          <Figure label={t('queues.answered')}>{queue.answered_today}</Figure>
          <Figure label={t('queues.abandoned')}>{queue.abandoned_today}</Figure>
          <Figure label={t('queues.serviceLevel')}>
            <ServiceLevel queue={queue} />
          </Figure>
        </dl>
        <Agents agents={queue.agents} />
      </button>
    </li>
  )
}
