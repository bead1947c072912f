import { Ear, MessageSquareText, Phone, PhoneForwarded } from 'lucide-react'
import { memo, type KeyboardEvent } from 'react'
import { useTranslation } from 'react-i18next'
import type { BoardCall } from '../../api/supervise'
import { StateMark } from '../../design/StateMark'
import { Timer } from '../../record/Timer'
import { useReasonName } from '../../record/useChoices'
import { useFormats } from '../../words/format'
import { actsOn, type Act } from './acts'
import { ActsMenu } from './ActsMenu'
import type { Seat } from './agents'
import css from './AgentTile.module.css'
import { callerOf } from './calls'
import { useMe } from './useActing'

interface Props {
  seat: Seat
  interceptor: string
  focused: boolean
  onFocus: () => void
  onKeyDown: (event: KeyboardEvent<HTMLElement>) => void
  onAct: (act: Act, seat: Seat) => void
  onMenu: (open: boolean) => void
}

const quick = new Set(['listen', 'whisper', 'barge'])

function With({ call }: { call: BoardCall }) {
  const { t } = useTranslation()
  const { name } = useFormats()
  const others = call.parties.length
  return (
    <p className={css.with} title={callerOf(call)}>
      <Phone size={12} aria-hidden />
      <b>{callerOf(call) || t('call.anonymous')}</b>
      {others > 1 && <span className={css.faint}>+{others - 1}</span>}
      <span className={css.faint}>{name(call.queue_name)}</span>
    </p>
  )
}

function Heard({ seat }: { seat: Seat }) {
  const { t } = useTranslation()
  const monitors = seat.call?.monitors.filter(({ agent }) => agent === seat.agent.id) ?? []
  return monitors.map(({ supervisor, name, mode }) => {
    const Icon = mode === 'whisper' ? MessageSquareText : Ear
    return (
      <span key={supervisor} className={css.heard} data-testid="heard-by" title={t(`supervise.by_${mode}`, { name })}>
        <Icon size={12} aria-hidden /> {name}
      </span>
    )
  })
}

function Below({ seat, interceptor }: Pick<Props, 'seat' | 'interceptor'>) {
  const { t } = useTranslation()
  const reason = useReasonName()
  const { agent, call } = seat
  if (call) return <With call={call} />
  if (agent.reason) return <p className={css.with}>{reason(agent.reason)}</p>
  if (agent.pending_reason) return <p className={css.with}>{t('state.pending', { reason: reason(agent.pending_reason) })}</p>
  if (!agent.intercepted_by) return <p className={css.with} />
  return (
    <p className={css.with}>
      <PhoneForwarded size={12} aria-hidden /> {t('supervise.interceptedBy', { name: interceptor })}
    </p>
  )
}

/** One agent: who, what they are at, why, with whom, since when; and what can be done. */
export const AgentTile = memo(function AgentTile({ seat, interceptor, focused, onFocus, onKeyDown, onAct, onMenu }: Props) {
  const { t } = useTranslation()
  const me = useMe()
  const { agent, shown } = seat
  return (
    <div
      role="gridcell"
      className={css.tile}
      data-state={shown}
      data-testid="agent-tile"
      data-agent={agent.id}
      tabIndex={focused ? 0 : -1}
      aria-label={`${agent.name}, ${t(`state.${shown}`)}`}
      onFocus={onFocus}
      onKeyDown={onKeyDown}
    >
      <p className={css.head}>
        <b>{agent.name}</b>
        <span className={css.faint}>{agent.number}</span>
        <Heard seat={seat} />
      </p>
      <p className={css.state}>
        <StateMark state={shown} small>
          {t(`state.${shown}`)}
        </StateMark>
        {agent.since > 0 && shown !== 'signed-out' && <Timer since={agent.since} />}
      </p>
      <Below seat={seat} interceptor={interceptor} />
      <div className={css.acts}>
        {actsOn(seat, me)
          .filter(({ id }) => quick.has(id))
          .map((act) => (
            <button
              key={act.id}
              type="button"
              tabIndex={-1}
              data-testid={`quick-${act.id}`}
              aria-label={t(`supervise.act_${act.id}`)}
              title={`${t(`supervise.act_${act.id}`)} ${act.key}`}
              onClick={() => onAct(act, seat)}
            >
              <act.icon size={15} aria-hidden />
            </button>
          ))}
        <ActsMenu seat={seat} onAct={onAct} onOpen={onMenu} />
      </div>
    </div>
  )
})
