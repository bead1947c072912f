import { Input } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { StateMark } from '../../design/StateMark'
import { stateOrder, type Seat } from './agents'
import css from './PersonPicker.module.css'

/** More are found by typing. */
const SHOWN = 60

const place = ({ shown }: Seat) => (shown === 'ready' ? -1 : stateOrder.indexOf(shown))

/** Agents to choose one from, the ready ones first. */
export function PersonPicker({ seats, help, onPick }: { seats: readonly Seat[]; help: string; onPick: (agent: string) => void }) {
  const { t } = useTranslation()
  const [text, setText] = useState('')
  const wanted = text.trim().toLowerCase()
  const found = seats
    .filter(({ agent }) => `${agent.name}\n${agent.number}\n${agent.extension}`.toLowerCase().includes(wanted))
    .sort((a, b) => place(a) - place(b))
    .slice(0, SHOWN)
  return (
    <div className={css.picker}>
      <p>{help}</p>
      <Input
        autoFocus
        allowClear
        placeholder={t('supervise.findAgent')}
        aria-label={t('supervise.findAgent')}
        value={text}
        onChange={(event) => setText(event.target.value)}
      />
      <ul>
        {found.map(({ agent, shown }) => (
          <li key={agent.id}>
            <button type="button" data-testid="pick-agent" data-agent={agent.id} onClick={() => onPick(agent.id)}>
              <span>
                <b>{agent.name}</b> <small>{agent.number}</small>
              </span>
              <StateMark state={shown} small>
                {t(`state.${shown}`)}
              </StateMark>
            </button>
          </li>
        ))}
      </ul>
      {found.length === 0 && <p>{t('supervise.nobodyFound')}</p>}
    </div>
  )
}
