import { Button } from 'antd'
import { CircleAlert, LoaderCircle } from 'lucide-react'
import { useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useNow } from '../live/clock'
import { runningCall, useLive } from '../live/store'
import { usePhone, type Microphone } from '../phone/state'
import css from './Problems.module.css'

const microphoneWords = {
  denied: 'phone.micDenied',
  missing: 'phone.micMissing',
  busy: 'phone.micBusy',
  insecure: 'phone.micInsecure',
} as const satisfies Partial<Record<Microphone, string>>

interface LineProps {
  testId: string
  title: string
  help: string
  waiting?: boolean
  children?: ReactNode
}

function Line({ testId, title, help, waiting = false, children }: LineProps) {
  const Icon = waiting ? LoaderCircle : CircleAlert
  return (
    <div className={css.line} data-testid={testId} data-waiting={waiting || undefined} role="status">
      <Icon size={16} aria-hidden />
      <p>
        <b>{title}</b> {help}
      </p>
      {children}
    </div>
  )
}

/** So long the centre waits for an agent whose line is cut. */
const WAITS = 60

/** How long the customer still waits for the agent, by the page's own clock: the centre cannot be asked. */
function Remaining() {
  const { t } = useTranslation()
  const now = useNow()
  const [since] = useState(now)
  const seconds = Math.max(0, WAITS - Math.round((now - since) / 1000))
  return <b data-testid="seconds-left">{seconds > 0 ? t('offer.seconds', { seconds }) : t('connection.givenBack')}</b>
}

/** What stands between the agent and the next call, and what to do; at the foot, so that it moves no page. */
export function Problems({ onTakeOver }: { onTakeOver: () => void }) {
  const { t } = useTranslation()
  const lost = useLive((live) => live.connection === 'lost')
  const inCall = useLive((live) => runningCall(live) !== undefined)
  const { registration, microphone } = usePhone()
  const words = registration === 'off' ? undefined : microphoneWords[microphone as keyof typeof microphoneWords]
  return (
    <div className={css.problems}>
      {lost && (
        <Line
          testId="connection-lost"
          title={t('connection.lost')}
          help={t(inCall ? 'connection.keptCall' : 'connection.kept')}
          waiting
        >
          {inCall && <Remaining />}
        </Line>
      )}
      {words && <Line testId={`microphone-${microphone}`} title={t(words)} help={t(`${words}Help`)} />}
      {!lost && registration === 'failed' && (
        <Line testId="phone-failed" title={t('phone.failed')} help={t('phone.failedHelp')} />
      )}
      {registration === 'elsewhere' && (
        <Line testId="phone-elsewhere" title={t('phone.elsewhere')} help={t('phone.elsewhereHelp')}>
          <Button size="small" onClick={onTakeOver}>
            {t('phone.takeOver')}
          </Button>
        </Line>
      )}
    </div>
  )
}
