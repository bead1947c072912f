import { Button } from 'antd'
import { CircleAlert, LoaderCircle } from 'lucide-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
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
        />
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
