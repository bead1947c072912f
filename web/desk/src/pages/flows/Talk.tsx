import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import type { TestAnswer, TestState } from '../../api/flows'
import css from './TestCall.module.css'

interface Props {
  state: TestState
  busy: boolean
  onAnswer: (answer: TestAnswer) => void
}

const KEYS = Array.from('123456789*0#')

function Keypad({ onAnswer, busy }: Pick<Props, 'onAnswer' | 'busy'>) {
  return (
    <div className={css.keys}>
      {KEYS.map((key) => (
        <Button key={key} disabled={busy} data-testid={`test-key-${key}`} onClick={() => onAnswer({ kind: 'key', value: key })}>
          {key}
        </Button>
      ))}
    </div>
  )
}

function Asked({ state, onAnswer }: Props) {
  const { t } = useTranslation()
  const { asked } = state
  if (!asked) return null
  const found = asked.found
  return (
    <div className={css.asked}>
      <b>{asked.query}</b>
      <dl>
        {Object.entries(asked.parameters).map(([name, value]) => (
          <div key={name}><dt>{name}</dt><dd>{value || '—'}</dd></div>
        ))}
      </dl>
      <p>{asked.failed ? t('flows.test.queryFails') : found ? t('flows.test.found') : t('flows.test.nothing')}</p>
      {found && (
        <dl>
          {Object.entries(found).map(([name, value]) => (
            <div key={name}><dt>{name}</dt><dd>{value || '—'}</dd></div>
          ))}
        </dl>
      )}
      <div className={css.acts}>
        {found && <Button size="small" type="primary" data-testid="test-found" onClick={() => onAnswer({ kind: 'found', values: found })}>{t('flows.test.useFound')}</Button>}
        <Button size="small" onClick={() => onAnswer({ kind: 'missing' })}>{t('flows.test.sayMissing')}</Button>
        <Button size="small" onClick={() => onAnswer({ kind: 'failed' })}>{t('flows.test.sayFailed')}</Button>
      </div>
    </div>
  )
}

/** What can happen now: keys, time, answers of the rest of the world. */
export function Talk({ state, busy, onAnswer }: Props) {
  const { t } = useTranslation()
  const say = (kind: string, label: string, value?: string) => (
    <Button key={kind + (value ?? '')} size="small" disabled={busy} onClick={() => onAnswer({ kind, ...(value !== undefined && { value }) })}>
      {label}
    </Button>
  )
  const { waiting } = state
  const leaving = waiting === 'queue' ? [...state.keys.map((key) => `key:${key}`), 'voicemail', 'callback', 'closed'] : []
  return (
    <div className={css.talk}>
      {waiting === 'answer' && <Asked state={state} busy={busy} onAnswer={onAnswer} />}
      {(waiting === 'keys' || waiting === 'prompt') && <Keypad busy={busy} onAnswer={onAnswer} />}
      <div className={css.acts}>
        {waiting === 'prompt' && say('played', t('flows.test.hearOut'))}
        {waiting === 'keys' && say('wait', t('flows.test.wait', { seconds: state.after / 1000 }))}
        {(waiting === 'queue' || waiting === 'transfer') && say('answered', t('flows.test.answered', { target: state.target }))}
        {waiting === 'transfer' && say('unanswered', t('flows.test.unanswered'))}
        {leaving.map((target) => say('left', target.startsWith('key:') ? t('flows.key', { key: target.slice(4) }) : t('flows.test.left', { target }), target))}
        {waiting === 'message' && say('message', t('flows.test.message'))}
        {waiting === 'message' && say('empty', t('flows.test.empty'))}
        {waiting && say('hang-up', t('flows.test.hangUp'))}
      </div>
    </div>
  )
}
