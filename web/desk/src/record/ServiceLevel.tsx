import { useTranslation } from 'react-i18next'
import type { Queue } from '../api/types'
import { useFormats } from '../words/format'
import css from './ServiceLevel.module.css'

const width = (share: number) => `${Math.round(share * 100)}%`

/** A queue's service level today, against its own aim. */
export function ServiceLevel({ queue }: { queue: Queue }) {
  const { t } = useTranslation()
  const { percent } = useFormats()
  const { service_level: share, service_target: target, answer_within: within } = queue
  const aim = target !== null && within !== null ? t('queues.target', { target: percent(target), seconds: within / 1000 }) : ''
  if (share === null) {
    return (
      <span className={css.none} title={aim}>
        —
      </span>
    )
  }
  const missed = target !== null && share < target
  return (
    <span className={css.level} data-missed={missed || undefined} title={aim}>
      {percent(share)}
      <span className={css.bar} aria-hidden>
        <span style={{ width: width(share) }} />
        {target !== null && <i style={{ left: width(target) }} />}
      </span>
      {target !== null && (
        <span className="sr-only">
          {t(missed ? 'queues.targetMissed' : 'queues.targetMet')}, {aim}
        </span>
      )}
    </span>
  )
}
