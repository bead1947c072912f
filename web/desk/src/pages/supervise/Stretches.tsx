import { useTranslation } from 'react-i18next'
import type { JournalEntry } from '../../api/types'
import { useNow } from '../../live/clock'
import { duration } from '../../words/format'
import css from './CallSheet.module.css'
import { stretches, type Stretch } from './steps'

/** How long a call was in the menu, waited, rang, talked and was held: to scale, and in figures. */
export function Stretches({ lines }: { lines: readonly JournalEntry[] }) {
  const { t } = useTranslation()
  const now = useNow()
  const found = stretches(lines)
  const length = ({ from, until }: Stretch) => Math.max(0, (until ?? now) - from)
  if (found.length === 0) return null
  return (
    <div data-testid="stretches">
      <div className={css.track} aria-hidden>
        {found.map((one) => (
          <span key={one.from} data-stage={one.stage} style={{ flexGrow: length(one), flexBasis: 0 }} />
        ))}
      </div>
      <ol className={css.stages}>
        {found.map((one) => (
          <li key={one.from} data-stage={one.stage}>
            <i aria-hidden />
            {t(`state.${one.stage}`)} <b>{duration(length(one))}</b>
          </li>
        ))}
      </ol>
    </div>
  )
}
