import type { IncomingRTCSessionEvent, UA } from 'jssip/lib/UA'
import type { SoftphoneAccount } from '../api/types'
import { socketAddress } from './address'
import { exclusively } from './exclusive'
import { watchMicrophone } from './microphone'
import { inSession, invite } from './session'
import { remoteAudio } from './sound'
import { setPhone } from './state'

/**
 * The telephone of this page: registers, and stays registered until it is stopped.
 *
 * Policy: a lost WebSocket is JsSIP's to restore, with a running call left alone. A refused
 * registration means that the password was replaced: a new one is asked for, first after 2 s, then
 * ever more slowly up to 30 s.
 */
const FIRST_WAIT = 2000
const LONGEST_WAIT = 30_000
const RECOVERY = { connection_recovery_min_interval: 1, connection_recovery_max_interval: 2 }

export interface Telephone {
  account: () => Promise<SoftphoneAccount>
  /** Whether this interaction runs already at this desk. */
  runs: (interaction: string) => boolean
}

async function register(telephone: Telephone, refused: () => void): Promise<UA> {
  const [{ UA, WebSocketInterface }, account] = await Promise.all([import('jssip'), telephone.account()])
  const ua = new UA({
    uri: account.uri,
    authorization_user: account.authorization_user,
    password: account.password,
    sockets: [new WebSocketInterface(socketAddress(account.websocket_path, window.location))],
    session_timers: false,
    ...RECOVERY,
  })
  ua.on('registered', () => setPhone({ registration: 'registered' }))
  ua.on('disconnected', () => setPhone({ registration: 'connecting' }))
  ua.on('registrationFailed', refused)
  ua.on('newRTCSession', ({ session, request }: IncomingRTCSessionEvent) => {
    const [offer, interaction, byItself] = ['X-Switchroom-Offer', 'X-Switchroom-Interaction', 'X-Switchroom-Auto-Answer'].map(
      (name) => (request.getHeader(name) as string | undefined) ?? '',
    ) as [string, string, string]
    const servers = account.ice_servers.map((urls) => ({ urls }))
    invite(session, { offer, interaction }, servers, byItself === '1' || telephone.runs(interaction))
  })
  ua.start()
  return ua
}

function keepRegistered(telephone: Telephone, stopped: AbortSignal): Promise<void> {
  let ua: UA | undefined
  let wait = FIRST_WAIT
  let timer: ReturnType<typeof setTimeout> | undefined

  function again(): void {
    if (stopped.aborted) return
    setPhone({ registration: 'failed' })
    clearTimeout(timer)
    timer = setTimeout(() => void attempt(), wait)
    wait = Math.min(LONGEST_WAIT, wait * 2)
  }

  async function attempt(): Promise<void> {
    // Never take the signalling away from under a call.
    if (inSession()) {
      again()
      return
    }
    ua?.stop()
    setPhone({ registration: 'connecting' })
    try {
      ua = await register(telephone, again)
      ua.on('registered', () => {
        wait = FIRST_WAIT
      })
      if (stopped.aborted) ua.stop()
    } catch {
      again()
    }
  }

  return new Promise((resolve) => {
    if (stopped.aborted) {
      resolve()
      return
    }
    stopped.addEventListener('abort', () => {
      clearTimeout(timer)
      ua?.stop()
      resolve()
    })
    void attempt()
  })
}

/** Puts the telephone into service; stops it when the function it returns is called. */
export function startTelephone(telephone: Telephone, takeOver = false): () => void {
  const stop = new AbortController()
  setPhone({ registration: 'connecting' })
  remoteAudio()
  const unwatch = watchMicrophone()
  void exclusively(takeOver, () => keepRegistered(telephone, stop.signal)).then((ours) => {
    if (ours || stop.signal.aborted) return
    stop.abort()
    setPhone({ registration: 'elsewhere' })
  })
  return () => {
    unwatch()
    stop.abort()
    setPhone({ registration: 'off' })
  }
}
