import { Grid3x3, Mic, MicOff, Pause, Phone, PhoneForwarded, PhoneOff, PhoneOutgoing, Play, UserPlus } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { usePermission } from '../api/session'
import { usePhone } from '../phone/state'
import { answerOffer, hangUp, rejectOffer, toggleHold, toggleMute } from './acts'
import css from './Dock.module.css'
import { DockKey } from './DockKey'
import { HelpKey } from './HelpKey'
import { Keypad } from './Keypad'
import { Meter } from './Meter'
import { PhoneStatus } from './PhoneStatus'
import { Shortcuts } from './Shortcuts'
import { TargetKey } from './TargetKey'
import { useDock } from './useDock'
import { Who } from './Who'

type Dock = ReturnType<typeof useDock>

/** To answer, and while nothing is to be answered to dial. */
function First({ dock }: { dock: Dock }) {
  const { t } = useTranslation()
  const answering = usePhone((phone) => phone.answering !== null)
  if (dock.free) {
    return (
      <TargetKey
        icon={PhoneOutgoing}
        label={t('dock.dial')}
        shortcut="F2"
        testId="dial"
        purpose="dial"
        enabled
        {...dock.opener('dial')}
      />
    )
  }
  return (
    <DockKey
      icon={Phone}
      label={answering ? t('dock.answering') : t('dock.answer')}
      shortcut="F2"
      tone="go"
      testId="answer"
      disabled={!dock.asked || dock.apart}
      busy={answering}
      onPress={answerOffer}
    />
  )
}

/** Who hears whom. */
function Sound({ dock }: { dock: Dock }) {
  const { t } = useTranslation()
  const { held, muted, call, sound, apart } = dock
  return (
    <>
      <DockKey
        icon={held ? Play : Pause}
        label={held ? t('dock.resume') : t('dock.hold')}
        shortcut="F3"
        testId={held ? 'resume' : 'hold'}
        pressed={held}
        disabled={!dock.holds}
        onPress={toggleHold}
      />
      <DockKey
        icon={muted ? MicOff : Mic}
        label={muted ? t('dock.unmute') : t('dock.mute')}
        shortcut="F4"
        testId="mute"
        pressed={muted}
        disabled={!call || (!sound && !apart)}
        onPress={toggleMute}
      />
    </>
  )
}

/** Who else comes in. */
function Others({ dock }: { dock: Dock }) {
  const { t } = useTranslation()
  const [transfers, confers] = [usePermission('calls.transfer'), usePermission('calls.conference')]
  return (
    <>
      {transfers && (
        <TargetKey
          icon={PhoneForwarded}
          label={t('dock.transfer')}
          shortcut="F6"
          testId="transfer"
          purpose="transfer"
          enabled={dock.leads}
          {...dock.opener('transfer')}
        />
      )}
      {confers && (
        <TargetKey
          icon={UserPlus}
          label={t('dock.add')}
          shortcut="F7"
          testId="add"
          purpose="add"
          enabled={dock.leads}
          {...dock.opener('add')}
        />
      )}
    </>
  )
}

/** The telephone's keys, always in the same place on every page. */
export function Dock() {
  const { t } = useTranslation()
  const dock = useDock()
  const rings = dock.asked && !dock.call
  const end = {
    label: rings ? t('dock.reject') : t('dock.hangUp'),
    testId: rings ? 'reject' : 'hang-up',
    onPress: rings ? rejectOffer : hangUp,
  }
  const last = <DockKey icon={PhoneOff} shortcut="F9" tone="stop" disabled={!dock.call && !rings} {...end} />
  return (
    <div className={css.dock} data-calls={dock.call && true} role="toolbar" data-tour="dock" aria-label={t('phone.label')}>
      <div className={css.keys}>
        <First dock={dock} />
        {rings && last}
        <Sound dock={dock} />
        <Others dock={dock} />
        <Keypad icon={Grid3x3} enabled={dock.call !== undefined && (dock.sound || dock.apart)} {...dock.opener('keypad')} />
        {!rings && last}
      </div>
      <Who />
      <div className={css.rest}>
        {dock.sound && <Meter />}
        <HelpKey />
        <Shortcuts />
        <PhoneStatus />
      </div>
    </div>
  )
}
