import type { Segment } from '../../api/types'
import { useCause } from '../../record/EarlierList'
import { duration, useFormats } from '../../words/format'
import css from './InteractionSheet.module.css'

/** Who handled it, from when, how long. */
export function Segments({ segments }: { segments: Segment[] }) {
  const { time, name } = useFormats()
  const cause = useCause()
  return (
    <ul className={css.segments}>
      {segments.map((segment) => (
        <li key={segment.id}>
          <span>
            <b>{segment.agent?.name}</b>{' '}
            <span className={css.faint}>{[name(segment.queue?.name), cause(segment.cause)].filter(Boolean).join(' · ')}</span>
          </span>
          <span className={css.faint}>{time(segment.started_at)}</span>
          <span>{segment.ended_at === null ? '…' : duration(segment.ended_at - segment.started_at)}</span>
        </li>
      ))}
    </ul>
  )
}
