import { useTranslation } from 'react-i18next'
import { useNow } from '../../live/clock'
import { useLive } from '../../live/store'
import { duration } from '../../words/format'

/** The time that is left for writing up. */
export function WrapUpClock() {
  const { t } = useTranslation()
  const now = useNow()
  const until = useLive((live) => live.agent?.wrap_up_until ?? null)
  return (
    <span role="timer" data-testid="wrap-up-timer" aria-label={t('call.wrapUp')}>
      {until === null ? '∞' : duration(until - now)}
    </span>
  )
}
