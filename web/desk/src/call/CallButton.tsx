import { PhoneOutgoing } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { useSession } from '../api/session'
import { runningCall, useLive } from '../live/store'
import { dialNumber } from './acts'
import css from './CallButton.module.css'

interface Props {
  number: string
  shown: string
  customer?: string
}

/** Calls a number by one click, for whoever works at a telephone. */
export function CallButton({ number, shown, customer = '' }: Props) {
  const { t } = useTranslation()
  const works = useSession().agent !== null
  const free = useLive((live) => live.agent !== null && live.agent.state !== 'signed-out' && !live.offer && !runningCall(live))
  if (!works || !number) return null
  const word = t('dial.number', { number: shown })
  return (
    <button
      type="button"
      className={css.call}
      aria-label={word}
      title={word}
      disabled={!free}
      data-testid="call-number"
      onClick={() => void dialNumber(number, customer)}
    >
      <PhoneOutgoing size={14} aria-hidden />
    </button>
  )
}
