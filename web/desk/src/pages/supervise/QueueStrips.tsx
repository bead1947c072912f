import { useTranslation } from 'react-i18next'
import type { Queue } from '../../api/types'
import { Timer } from '../../record/Timer'
import { useFormats } from '../../words/format'
import css from './QueueStrips.module.css'

/** Of those answered in time; the field's usual aim where a queue says nothing of its own. */
const TARGET = 0.8

function Level({ share }: { share: number | null }) {
  const { t } = useTranslation()
  const { percent } = useFormats()
  if (share === null) return <span className={css.none}>—</span>
  const missed = share < TARGET
  return (
    <span className={css.level} data-missed={missed || undefined} title={t('supervise.target', { target: percent(TARGET) })}>
      {percent(share)}
      <span className={css.bar} aria-hidden>
        <span style={{ width: percentOf(share) }} />
        <i style={{ left: percentOf(TARGET) }} />
      </span>
      <span className="sr-only">{t(missed ? 'supervise.targetMissed' : 'supervise.targetMet', { target: percent(TARGET) })}</span>
    </span>
  )
}

const percentOf = (share: number) => `${Math.round(share * 100)}%`

function Strip({ queue, onOpen }: { queue: Queue; onOpen: () => void }) {
  const { t } = useTranslation()
  const { name } = useFormats()
  const { agents } = queue
  return (
    <li>
      <button
        type="button"
        className={css.strip}
        data-testid="board-queue"
        data-queue={queue.id}
        data-waiting={queue.waiting > 0 || undefined}
        onClick={onOpen}
      >
        <span className={css.name}>{name(queue.name)}</span>
        <span className={css.waiting}>
          <b>{queue.waiting}</b> {t('queues.waiting')}
        </span>
        <span className={css.longest}>{queue.longest_since === null ? '—' : <Timer since={queue.longest_since} />}</span>
        <Level share={queue.service_level} />
        <span className={css.agents}>
          {t('supervise.staff', { ready: agents.ready, busy: agents.busy + queue.offered })}
        </span>
      </button>
    </li>
  )
}

/** Every queue at a glance: who waits, how long, and whether the aim is met; opens who waits. */
export function QueueStrips({ queues, onOpen }: { queues: readonly Queue[]; onOpen: (queue: string) => void }) {
  const { t } = useTranslation()
  return (
    <ul className={css.strips} aria-label={t('queues.title')}>
      {queues.map((queue) => (
        <Strip key={queue.id} queue={queue} onOpen={() => onOpen(queue.id)} />
      ))}
    </ul>
  )
}
