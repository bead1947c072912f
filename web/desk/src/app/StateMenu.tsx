import { Popover } from 'antd'
import { ChevronDown } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { agent as agentApi } from '../api/agent'
import { attempt } from '../call/acts'
import { StateMark } from '../design/StateMark'
import { runningCall, useLive } from '../live/store'
import { shownState } from '../record/shown'
import { Timer } from '../record/Timer'
import { useChoices, useReasonName } from '../record/useChoices'
import { useFormats } from '../words/format'
import css from './StateMenu.module.css'

const LAST_REASON = 'switchroom.reason'

async function goReady(signedOut: boolean): Promise<void> {
  if (signedOut && !(await attempt(agentApi.signIn()))) return
  await attempt(agentApi.ready())
}

function goNotReady(reason: string): void {
  localStorage.setItem(LAST_REASON, reason)
  void attempt(agentApi.notReady(reason))
}

function Choice({ onDone }: { onDone: () => void }) {
  const { t } = useTranslation()
  const { name } = useFormats()
  const { reasons } = useChoices()
  const signedOut = useLive((live) => live.agent?.state === 'signed-out')
  const last = localStorage.getItem(LAST_REASON)
  const usual = reasons.find(({ id }) => id === last) ?? reasons[0]
  const choose = (act: () => unknown) => () => {
    onDone()
    act()
  }
  if (signedOut) {
    return (
      <div className={css.menu} role="menu">
        <button type="button" role="menuitem" data-testid="state-sign-in" onClick={choose(() => attempt(agentApi.signIn()))}>
          <StateMark state="not-ready">{t('state.signInDesk')}</StateMark>
          <small>{t('state.signInDeskHint')}</small>
        </button>
        <button type="button" role="menuitem" data-testid="state-ready" onClick={choose(() => goReady(true))}>
          <StateMark state="ready">{t('state.ready')}</StateMark>
        </button>
      </div>
    )
  }
  return (
    <div className={css.menu} role="menu">
      <button type="button" role="menuitem" data-testid="state-ready" onClick={choose(() => goReady(false))}>
        <StateMark state="ready">{t('state.ready')}</StateMark>
        <small>{t('state.readyHint')}</small>
      </button>
      <button
        type="button"
        role="menuitem"
        data-testid="state-not-ready"
        onClick={choose(() => goNotReady(usual?.id ?? 'other'))}
      >
        <StateMark state="not-ready">{t('state.not-ready')}</StateMark>
        <small>{name(usual?.name)}</small>
      </button>
      {reasons.length > 1 && (
        <div className={css.reasons} role="group" aria-label={t('state.reason')}>
          {reasons.map((reason) => (
            <button
              key={reason.id}
              type="button"
              role="menuitem"
              data-testid={`reason-${reason.id}`}
              onClick={choose(() => goNotReady(reason.id))}
            >
              {name(reason.name)}
            </button>
          ))}
        </div>
      )}
      <hr />
      <button
        type="button"
        role="menuitem"
        data-testid="state-signed-out"
        onClick={choose(() => attempt(agentApi.signOut()))}
      >
        <StateMark state="signed-out">{t('state.signed-out')}</StateMark>
      </button>
    </div>
  )
}

/** My state, since when, and what I may change it to. */
export function StateMenu() {
  const { t } = useTranslation()
  const [open, setOpen] = useState(false)
  const agent = useLive((live) => live.agent)
  const call = useLive(runningCall)
  const reasonName = useReasonName()
  if (!agent) return <span className={css.waiting}>{t('connection.connecting')}</span>
  const state = shownState(agent, call)
  const word = t(`state.${state}`)
  return (
    <Popover
      open={open}
      onOpenChange={setOpen}
      trigger="click"
      placement="bottomLeft"
      arrow={false}
      destroyOnHidden
      content={<Choice onDone={() => setOpen(false)} />}
    >
      <button
        type="button"
        className={css.state}
        data-testid="state-menu"
        data-tour="state"
        data-state={agent.state}
        aria-haspopup="menu"
        aria-expanded={open}
        aria-label={t('state.mine', { state: word })}
      >
        <StateMark state={state}>{word}</StateMark>
        {agent.state === 'not-ready' && agent.reason && <span className={css.reason}>{reasonName(agent.reason)}</span>}
        {agent.state !== 'signed-out' && (
          <span className={css.time}>
            <Timer since={agent.since} wide testId="state-timer" />
          </span>
        )}
        {agent.pending_reason && (
          <span className={css.reason}>{t('state.pending', { reason: reasonName(agent.pending_reason) })}</span>
        )}
        <ChevronDown size={14} aria-hidden />
      </button>
    </Popover>
  )
}
