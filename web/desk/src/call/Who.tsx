import { BellRing, Redo2 } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { runningCall, useLive } from '../live/store'
import { nameOf } from '../record/who'
import { Timer } from '../record/Timer'
import { dialNumber, lastDialled, ringWhenFree } from './acts'
import css from './Dock.module.css'

/** Whom the agent talks with, calls, or could not reach. */
export function Who() {
  const { t } = useTranslation()
  const call = useLive(runningCall)
  const failure = useLive((live) => live.lastFailure)
  if (call) {
    const dialling = call.state === 'dialling'
    return (
      <span className={css.who} data-testid="dock-who">
        {dialling && <span className={css.quiet}>{t('dial.calling')}</span>}
        <b>{nameOf(call) || t('call.anonymous')}</b>
        <Timer since={call.connected_at ?? call.opened_at} />
      </span>
    )
  }
  if (!failure?.dialled) return <span className={css.quiet}>{t('dock.noCall')}</span>
  const last = lastDialled()
  return (
    <span className={css.who} role="status" data-testid="dial-failed">
      <span>
        {failure.name} {t(`dial.${failure.cause}`)}
      </span>
      {failure.cause === 'busy' && failure.number && (
        <button type="button" className={css.again} data-testid="ring-when-free" onClick={() => ringWhenFree(failure)}>
          <BellRing size={14} aria-hidden /> {t('dial.whenFree')}
        </button>
      )}
      {last && (
        <button type="button" className={css.again} data-testid="redial" onClick={() => void dialNumber(last)}>
          <Redo2 size={14} aria-hidden /> {t('dial.again')}
        </button>
      )}
    </span>
  )
}
