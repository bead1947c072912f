import { Mic, MicOff, PhoneOff } from 'lucide-react'
import { useEffect, useState } from 'react'
import { duration } from '../words/duration'
import { hangUp, setMuted } from './call'
import { Keypad } from './Keypad'
import { Sound } from './Sound'
import { useCall } from './state'
import css from './Visitor.module.css'
import { useWords } from './words'

/** What the centre says of the call; before it says anything, what is heard here. */
function useStanding() {
  const { phase, standing } = useCall()
  const known = standing && standing.state !== 'connecting' && standing.state !== 'ended' ? standing : null
  if (known) return known
  return { state: phase === 'connected' ? ('menu' as const) : ('connecting' as const), position: null, expected_wait: null }
}

function Timer() {
  const since = useCall((call) => call.connectedAt)
  const [now, setNow] = useState(() => Date.now())
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 500)
    return () => clearInterval(timer)
  }, [])
  return (
    <p className={css.timer} role="timer" data-testid="timer">
      {since === null ? '\u00a0' : duration(now - since)}
    </p>
  )
}

function State() {
  const { t } = useWords()
  const { state, position, expected_wait: wait } = useStanding()
  return (
    <div className={css.state} role="status" data-testid="visitor-state" data-state={state}>
      <p className={css.word}>{t(state)}</p>
      {state === 'menu' && <p className={css.lead}>{t('menuHint')}</p>}
      {position !== null && <p className={css.lead}>{t('position', { position })}</p>}
      {wait !== null && <p className={css.lead}>{t('expected', { minutes: Math.max(1, Math.round(wait / 60_000)) })}</p>}
    </div>
  )
}

/** The call. */
export function Talk() {
  const { t } = useWords()
  const { phase, muted } = useCall()
  const connected = phase === 'connected'
  return (
    <div className={css.card}>
      <State />
      <Timer />
      <Sound />
      <Keypad enabled={connected} />
      <div className={css.pair}>
        <button
          type="button"
          className={css.key}
          aria-pressed={muted}
          disabled={!connected}
          data-testid="mute"
          onClick={() => setMuted(!muted)}
        >
          {muted ? <MicOff size={22} aria-hidden /> : <Mic size={22} aria-hidden />} {t(muted ? 'unmute' : 'mute')}
        </button>
        <button type="button" className={`${css.key} ${css.stop}`} data-testid="hang-up" onClick={hangUp}>
          <PhoneOff size={22} aria-hidden /> {t('hangUp')}
        </button>
      </div>
    </div>
  )
}
