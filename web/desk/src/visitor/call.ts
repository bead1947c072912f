import type { RTCSession } from 'jssip/lib/RTCSession'
import type { UA } from 'jssip/lib/UA'
import { Problem } from '../api/problem'
import { socketAddress } from '../phone/address'
import { useDevices } from '../phone/devices'
import { hurryGathering } from '../phone/gathering'
import { microphone, releaseMicrophone } from '../phone/microphone'
import { meter, playRemote, remoteAudio, silence } from '../phone/sound'
import { usePhone } from '../phone/state'
import { askForTelephone, type VisitorTelephone } from './centre'
import { follow, look } from './following'
import { idle, setCall, useCall, type Problem as Shown } from './state'

/**
 * A visitor's call, from the key to its end.
 *
 * Policy: the microphone comes first, since a telephone lives for a minute and the question for the
 * microphone may stand for longer. The telephone is asked for anew for each call, and thrown away
 * after it. What ends before anybody answered is a problem; what ends later is an end.
 */
let agent: UA | undefined
let session: RTCSession | undefined
let unfollow: () => void = () => undefined
/** Counts calls, so that what a past one still brings is left alone. */
let turn = 0

const RATED_SOON = 1200

function shown(error: unknown): Shown {
  if (!(error instanceof Problem)) {
    const { microphone: heard } = usePhone.getState()
    return { word: heard === 'ready' || heard === 'unknown' ? 'unreachable' : heard }
  }
  if (error.code === 'too-many') return { word: 'too-many', seconds: Number(error.details.retry_after) }
  if (error.status === 503) return { word: 'closed' }
  return { word: error.code === 'unreachable' ? 'unreachable' : 'refused' }
}

/** Calls the centre. */
export async function call(name: string, number: string): Promise<void> {
  const mine = ++turn
  setCall({ ...idle, phase: 'connecting' })
  remoteAudio()
  try {
    const [sip, voice] = await Promise.all([import('jssip'), microphone()])
    if (mine !== turn) return
    const telephone = await askForTelephone(name, number)
    if (mine !== turn) return
    setCall({ visit: telephone.visit })
    meter('agent', voice)
    connect(sip, telephone, voice, mine)
  } catch (error) {
    if (mine === turn) over(shown(error))
  }
}

function connect(sip: typeof import('jssip'), telephone: VisitorTelephone, voice: MediaStream, mine: number): void {
  const ua = new sip.UA({
    uri: telephone.uri,
    authorization_user: telephone.authorization_user,
    password: telephone.password,
    sockets: [new sip.WebSocketInterface(socketAddress(telephone.websocket_path, window.location))],
    register: false,
    session_timers: false,
  })
  agent = ua
  const pcConfig = { iceServers: telephone.ice_servers.map((urls) => ({ urls })) }
  ua.on('connected', () => {
    if (mine === turn && !session) session = invite(ua, telephone, voice, pcConfig, mine)
  })
  ua.on('disconnected', () => {
    if (mine === turn && !session) over({ word: 'unreachable' })
  })
  ua.start()
}

function invite(
  ua: UA,
  telephone: VisitorTelephone,
  mediaStream: MediaStream,
  pcConfig: RTCConfiguration,
  mine: number,
): RTCSession {
  const ended = () => {
    if (mine === turn) over(useCall.getState().connectedAt === null ? { word: 'refused' } : null)
  }
  return ua.call(telephone.target, {
    mediaStream,
    mediaConstraints: { audio: true, video: false },
    pcConfig,
    eventHandlers: {
      icecandidate: hurryGathering(),
      peerconnection: ({ peerconnection }: { peerconnection: RTCPeerConnection }) =>
        peerconnection.addEventListener('track', ({ track }) => playRemote(new MediaStream([track]))),
      accepted: () => {
        setCall({ phase: 'connected', connectedAt: Date.now() })
        unfollow = follow(telephone.visit)
      },
      ended,
      failed: ended,
    },
  })
}

function letGo(): void {
  turn += 1
  session = undefined
  // Says CANCEL or BYE for what is left, and only then closes its socket.
  agent?.stop()
  agent = undefined
  unfollow()
  silence()
  releaseMicrophone()
}

function over(problem: Shown | null): void {
  const { visit } = useCall.getState()
  letGo()
  setCall(problem ? { ...idle, problem } : { phase: 'ended', endedAt: Date.now() })
  // The centre writes the end down a moment later than it is heard here.
  if (!problem) setTimeout(() => void look(visit), RATED_SOON)
}

/** Hangs up; a call that nobody has answered yet is given up. */
export function hangUp(): void {
  if (useCall.getState().connectedAt !== null) {
    session?.terminate()
    return
  }
  letGo()
  setCall(idle)
}

export function setMuted(muted: boolean): void {
  if (!session) return
  if (muted) session.mute({ audio: true })
  else session.unmute({ audio: true })
  setCall({ muted })
}

/** Sends a key as an RFC 4733 event in the sound. */
export function sendKey(key: string): void {
  const { phase, keys } = useCall.getState()
  if (!session || phase !== 'connected') return
  try {
    // The literal, so that JsSIP itself is loaded only with the call.
    session.sendDTMF(key, { transportType: 'RFC2833' as never, duration: 120, interToneGap: 70 })
    setCall({ keys: keys + key })
  } catch {
    // No sound flows yet: what was not sent is not shown as sent.
  }
}

/** Speaks into this microphone from now on, within the call too. */
export async function speakInto(device: string): Promise<void> {
  useDevices.setState({ microphone: device })
  const sender = session?.connection.getSenders().find(({ track }) => track?.kind === 'audio')
  if (!sender) return
  releaseMicrophone()
  const voice = await microphone()
  const track = voice.getAudioTracks()[0] ?? null
  if (track) track.enabled = !useCall.getState().muted
  await sender.replaceTrack(track)
  meter('agent', voice)
}

/** Another call, from the beginning. */
export const startAnew = () => setCall(idle)

window.addEventListener('pagehide', () => session?.terminate())
