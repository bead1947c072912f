import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { level } from '../phone/sound'
import css from './Meter.module.css'

/** How loud both sides are, or (`alone`) the agent; drawn past React, since nothing else changes with it. */
export function Meter({ alone = false }: { alone?: boolean }) {
  const { t } = useTranslation()
  const mine = useRef<HTMLSpanElement>(null)
  const theirs = useRef<HTMLSpanElement>(null)
  useEffect(() => {
    let frame = 0
    const draw = () => {
      mine.current?.style.setProperty('--level', level('agent').toFixed(3))
      theirs.current?.style.setProperty('--level', level('customer').toFixed(3))
      frame = requestAnimationFrame(draw)
    }
    draw()
    return () => cancelAnimationFrame(frame)
  }, [])
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
