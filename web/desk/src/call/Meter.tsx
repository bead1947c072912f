import { useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { useLevels } from '../phone/useLevels'
import css from './Meter.module.css'

/** How loud both sides are, or (`alone`) the agent. */
export function Meter({ alone = false }: { alone?: boolean }) {
  const { t } = useTranslation()
  const mine = useRef<HTMLSpanElement>(null)
  const theirs = useRef<HTMLSpanElement>(null)
  useLevels(mine, theirs)
  return (
    <div className={css.meter} role="img" aria-label={t('phone.levels')}>
      <small>{t('phone.me')}</small>
      <span className={css.track}>
        <span className={css.bar} ref={mine} />
      </span>
      {!alone && (
        <>
          <small>{t('phone.them')}</small>
          <span className={css.track}>
            <span className={css.bar} ref={theirs} />
          </span>
        </>
      )}
    </div>
  )
}
