import { useTranslation } from 'react-i18next'
import type { Queue } from '../../api/types'
import { ServiceLevel } from '../../record/ServiceLevel'
import { Timer } from '../../record/Timer'
import { useFormats } from '../../words/format'
import css from './QueueStrips.module.css'

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
        <span className={css.level}>
          <ServiceLevel queue={queue} />
        </span>
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
