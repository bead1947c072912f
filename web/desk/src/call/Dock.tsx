import { Mic, MicOff, Pause, Phone, PhoneOff, Play } from 'lucide-react'
import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { runningCall, useLive } from '../live/store'
import { usePhone } from '../phone/state'
import { Timer } from '../record/Timer'
import { answerOffer, hangUp, rejectOffer, toggleHold, toggleMute } from './acts'
import { DockKey } from './DockKey'
import css from './Dock.module.css'
import { Keypad } from './Keypad'
import { Meter } from './Meter'
import { PhoneStatus } from './PhoneStatus'
import { useKeys } from './useKeys'

function Who() {
  const { t } = useTranslation()
  const call = useLive(runningCall)
  if (!call) return <span className={css.quiet}>{t('dock.noCall')}</span>
  return (
    <span className={css.who}>
      <b>{call.customer?.name ?? (call.caller_pretty || call.caller || t('call.anonymous'))}</b>
      {call.connected_at !== null && <Timer since={call.connected_at} />}
    </span>
  )
}

/** The telephone's keys, always in the same place on every page. */
export function Dock() {
  const { t } = useTranslation()
  const offered = useLive((live) => live.offer !== null)
  const call = useLive(runningCall)
  const answering = usePhone((phone) => phone.answering !== null)
  const sound = usePhone((phone) => phone.call)
  const [keypad, setKeypad] = useState(false)
  const [held, muted] = [call?.state === 'held', sound?.muted ?? false]
  const keys = useMemo(
    () => ({
      F2: answerOffer,
      F3: toggleHold,
      F4: toggleMute,
      F8: () => setKeypad((open) => !open),
      F9: offered ? rejectOffer : hangUp,
    }),
    [offered],
  )
  useKeys(keys)
  return (
    <div className={css.dock} role="toolbar" aria-label={t('phone.label')}>
      <div className={css.keys}>
        <DockKey
          icon={Phone}
          label={answering ? t('dock.answering') : t('dock.answer')}
          shortcut="F2"
          tone="go"
          testId="answer"
          disabled={!offered}
          busy={answering}
          onPress={answerOffer}
        />
        {offered && (
          <DockKey icon={PhoneOff} label={t('dock.reject')} shortcut="F9" tone="stop" testId="reject" onPress={rejectOffer} />
        )}
        <DockKey
          icon={held ? Play : Pause}
          label={held ? t('dock.resume') : t('dock.hold')}
          shortcut="F3"
          testId={held ? 'resume' : 'hold'}
          pressed={held}
          disabled={!call}
          onPress={toggleHold}
        />
        <DockKey
          icon={muted ? MicOff : Mic}
          label={muted ? t('dock.unmute') : t('dock.mute')}
          shortcut="F4"
          testId="mute"
          pressed={muted}
          disabled={!sound}
          onPress={toggleMute}
        />
        <Keypad enabled={sound !== null} open={keypad} onOpen={setKeypad} />
        {!offered && (
          <DockKey
            icon={PhoneOff}
            label={t('dock.hangUp')}
            shortcut="F9"
            tone="stop"
            testId="hang-up"
            disabled={!call}
            onPress={hangUp}
          />
        )}
      </div>
      <Who />
      <div className={css.rest}>
        {sound && <Meter />}
        <PhoneStatus />
      </div>
    </div>
  )
}
