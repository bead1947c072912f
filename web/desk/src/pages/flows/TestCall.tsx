import { useQuery } from '@tanstack/react-query'
import { Button, Input, Select, Switch } from 'antd'
import { Phone, PhoneCall, Volume2 } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { flowsQuery, type FlowData, type Spoken, type TestAnswer } from '../../api/flows'
import { useFormats } from '../../words/format'
import css from './TestCall.module.css'
import { Talk } from './Talk'
import { useRehearsal, type Line } from './useRehearsal'

function useSaid() {
  const { t } = useTranslation()
  const piece = ({ kind, value }: Spoken) =>
    kind === 'text' ? value : kind === 'prompt' ? `♪ ${value}` : kind === 'amount' ? `¥${(Number(value) / 100).toFixed(2)}` : value
  return {
    spoken: (pieces: readonly Spoken[]) => pieces.map(piece).join(' '),
    answer: ({ kind, value }: TestAnswer) =>
      kind === 'key' ? (value ?? '') : t(`flows.test.did.${kind}` as 'flows.test.did.wait', { value }),
  }
}

function Lines({ lines }: { lines: readonly Line[] }) {
  const said = useSaid()
  const end = useRef<HTMLLIElement>(null)
  useEffect(() => {
    // In braces: newer browsers return a promise, and an effect must return nothing else than its end.
    end.current?.scrollIntoView({ block: 'nearest' })
  }, [lines])
  return (
    <ol className={css.lines} aria-live="polite" data-testid="test-lines">
      {lines.map((line, place) => (
        <li key={place} data-who={line.who} ref={place === lines.length - 1 ? end : null}>
          {line.who === 'centre' ? said.spoken(line.spoken) : said.answer(line.answer)}
        </li>
      ))}
    </ol>
  )
}

interface Setup {
  caller: string
  language: string
  when: string
}

function Facts({ setup, onChange }: { setup: Setup; onChange: (part: Partial<Setup>) => void }) {
  const { t } = useTranslation()
  const languages = (['zh', 'en'] as const).map((one) => ({ value: one, label: t(`flows.in_${one}`) }))
  return (
    <div className={css.facts}>
      <label>
        <span>{t('flows.test.caller')}</span>
        <Input value={setup.caller} inputMode="tel" onChange={(event) => onChange({ caller: event.target.value })} />
      </label>
      <label>
        <span>{t('flows.language')}</span>
        <Select value={setup.language} options={languages} onChange={(language) => onChange({ language })} />
      </label>
      <label>
        <span>{t('flows.test.when')}</span>
        <Input type="datetime-local" value={setup.when} onChange={(event) => onChange({ when: event.target.value })} />
      </label>
    </div>
  )
}

/** A call that is in another flow than the one that is drawn. */
function Elsewhere({ flow }: { flow: string }) {
  const { t } = useTranslation()
  const { name } = useFormats()
  const title = useQuery(flowsQuery).data?.find(({ id }) => id === flow)?.title
  return <p className={css.note}>{t('flows.test.elsewhere', { flow: name(title) || flow })}</p>
}

/** Try the flow as a caller: what is heard as text and sound, keys, time, and where the call is. */
export function TestCall({ flow, onTrail }: { flow: FlowData; onTrail: (nodes: string[]) => void }) {
  const { t } = useTranslation()
  const [setup, setSetup] = useState<Setup>({ caller: '13800138000', language: 'zh', when: '' })
  const [sound, setSound] = useState(true)
  const { state, lines, passed, facts, busy, problem, start, answer } = useRehearsal(flow, sound)
  useEffect(() => {
    onTrail(passed.filter((step) => step.flow === flow.id).map((step) => step.node))
  }, [passed, flow.id, onTrail])
  useEffect(() => () => onTrail([]), [onTrail])
  const begin = () => {
    const { caller, language, when } = setup
    start({ caller, language, vip: 0, ...(when && { at: new Date(when).getTime() }) })
  }
  const elsewhere = state?.waiting && state.flow !== flow.id ? state.flow : ''
  return (
    <div
      className={css.test}
      data-testid="test-call"
      onKeyDown={(event) => {
        const typing = event.target instanceof HTMLInputElement
        if (!typing && state?.waiting && /^[0-9*#]$/.test(event.key)) answer({ kind: 'key', value: event.key })
      }}
    >
      <Facts setup={setup} onChange={(part) => setSetup({ ...setup, ...part })} />
      <div className={css.head}>
        <Button type="primary" icon={state ? <PhoneCall size={15} /> : <Phone size={15} />} loading={busy && !state} data-testid="test-start" onClick={begin}>
          {t(state ? 'flows.test.again' : 'flows.test.start')}
        </Button>
        <label className={css.sound}>
          <Volume2 size={15} aria-hidden />
          {t('flows.test.sound')}
          <Switch size="small" checked={sound} onChange={setSound} data-testid="test-sound" />
        </label>
      </div>
      {problem && <p className={css.problem} role="alert">{problem}</p>}
      <Lines lines={lines} />
      {elsewhere && <Elsewhere flow={elsewhere} />}
      {state?.outcome && (
        <p className={css.outcome} data-testid="test-outcome">
          {t(`flows.test.outcome.${state.outcome}` as 'flows.test.outcome.done', { defaultValue: state.outcome })}
        </p>
      )}
      {state && !state.outcome && <Talk state={state} busy={busy} onAnswer={answer} />}
      {Object.keys(facts).length > 0 && (
        <dl className={css.learned}>
          {Object.entries(facts).map(([name, value]) => (
            <div key={name}><dt>{name}</dt><dd>{value}</dd></div>
          ))}
        </dl>
      )}
    </div>
  )
}
