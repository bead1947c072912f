import { useTranslation } from 'react-i18next'
import { useLive } from '../../live/store'
import { Timer } from '../../record/Timer'
import { useFormats } from '../../words/format'
import css from './Idle.module.css'

/** Each queue in one line. */
export function QueueGlance() {
  const { t } = useTranslation()
  const { name } = useFormats()
  const queues = useLive((live) => live.queues)
  if (queues.length === 0) return null
  return (
    <ul className={css.glance} aria-label={t('queues.title')}>
      {queues.map((queue) => (
        <li key={queue.id}>
          <span>{name(queue.name)}</span>
          <span className={queue.waiting ? undefined : css.faint}>
            {t('queues.waiting')} <b>{queue.waiting}</b>
          </span>
          <span className={css.faint}>{queue.longest_since === null ? '—' : <Timer since={queue.longest_since} />}</span>
        </li>
      ))}
    </ul>
  )
}
