import type { RTCSession } from 'jssip/lib/RTCSession'
import { hurryGathering } from './gathering'
import { microphone, releaseMicrophone } from './microphone'
import { meter, playRemote, silence } from './sound'
import { changeCall, setPhone, usePhone, type Ringing } from './state'

/**
 * The one SIP session of this page, from the invitation to its end.
 *
 * Policy: a second invitation is busy. What was accepted before it rang is answered as it rings. So
 * is what the agent has asked for: a call of their own, or one that runs already and whose sound
 * comes back after a reload or a cut line. The session from before the cut is dead by then, though
 * nobody could say so, and the new one takes its place.
 */
let current: RTCSession | undefined
let iceServers: RTCIceServer[] = []

export const inSession = () => current !== undefined

export function invite(session: RTCSession, ringing: Ringing, servers: RTCIceServer[], comesBack: boolean): void {
  if (current && !replaces(ringing, comesBack)) {
    session.terminate({ status_code: 486 })
    return
  }
  const dead = current
  current = session
  dead?.terminate()
  iceServers = servers
  listen(session, ringing)
  setPhone({ ringing })
  if (comesBack || accepted(ringing)) void pickUp(session)
}

const replaces = ({ interaction }: Ringing, comesBack: boolean) =>
  comesBack && usePhone.getState().call?.interaction === interaction

/** Offers are accepted by their id, calls of colleagues by the interaction's. */
const keyOf = ({ offer, interaction }: Ringing) => offer || interaction

const accepted = (ringing: Ringing) => usePhone.getState().answering === keyOf(ringing)

function listen(session: RTCSession, { interaction }: Ringing): void {
  session.on('icecandidate', hurryGathering())
  session.on('peerconnection', ({ peerconnection }) => {
    peerconnection.addEventListener('track', ({ track }) => playRemote(new MediaStream([track])))
  })
  session.on('accepted', () => {
    if (session === current) setPhone({ ringing: null, answering: null, call: { interaction, muted: false, keys: '' } })
  })
  session.on('ended', () => over(session))
  session.on('failed', () => over(session))
}

function over(session: RTCSession): void {
  if (session !== current) return
  current = undefined
  silence()
  releaseMicrophone()
  setPhone({ ringing: null, answering: null, call: null })
}

async function pickUp(session: RTCSession): Promise<void> {
  try {
    const mediaStream = await microphone()
    if (session !== current) return
    meter('agent', mediaStream)
    session.answer({ mediaStream, mediaConstraints: { audio: true, video: false }, pcConfig: { iceServers } })
  } catch {
    // What is wrong with the microphone is in the state and shown from there; it goes on ringing.
    setPhone({ answering: null })
  }
}

/** Accepts an offer, or a colleague's call: now, or as soon as it rings. */
export function answer(key: string): void {
  const { ringing, answering } = usePhone.getState()
  if (answering === key) return
  setPhone({ answering: key })
  if (current && ringing && keyOf(ringing) === key) void pickUp(current)
}

/** Does not take a colleague's call. */
export function decline(interaction: string): void {
  if (usePhone.getState().ringing?.interaction === interaction) current?.terminate({ status_code: 603 })
}

/** What asked for the agent is gone; an acceptance that waited for its ring is too. */
export function withdraw(key: string): void {
  if (usePhone.getState().answering === key) setPhone({ answering: null })
  if (!current) releaseMicrophone()
}

export function setMuted(muted: boolean): void {
  if (!current) return
  if (muted) current.mute({ audio: true })
  else current.unmute({ audio: true })
  changeCall({ muted })
}

/** Sends a key as an RFC 4733 event in the sound. */
export function sendKey(key: string): void {
  const { call } = usePhone.getState()
  if (!current || !call) return
  try {
    // The literal, so that JsSIP itself is loaded only with the telephone.
    current.sendDTMF(key, { transportType: 'RFC2833' as never, duration: 120, interToneGap: 70 })
    changeCall({ keys: call.keys + key })
  } catch {
    // No sound flows yet, or the other side takes no keys: what was not sent is not shown as sent.
  }
}

/** Ends the sound from here: for when the centre cannot be asked to. */
export function dropCall(): void {
  current?.terminate()
}
