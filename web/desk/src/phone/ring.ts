import { useDevices } from './devices'
import { routeTo } from './sound'

const LOUDNESS = 0.05
const NOTES: readonly [frequency: number, at: number][] = [
  [659.3, 0],
  [880, 0.16],
]
const EVERY = 2200
let ringer: AudioContext | undefined

/** Its own, since it may sound on another device than the customer's voice. */
function bell(): AudioContext {
  ringer ??= new AudioContext()
  if (ringer.state === 'suspended') void ringer.resume()
  void routeTo(ringer as unknown as Parameters<typeof routeTo>[0], useDevices.getState().ringer)
  return ringer
}

function note(context: AudioContext, frequency: number, at: number): void {
  const oscillator = new OscillatorNode(context, { frequency })
  const gain = new GainNode(context, { gain: 0 })
  gain.gain.setTargetAtTime(LOUDNESS, at, 0.01)
  gain.gain.setTargetAtTime(0, at + 0.14, 0.08)
  oscillator.connect(gain).connect(context.destination)
  oscillator.start(at)
  oscillator.stop(at + 0.8)
}

/** Notes, at so many seconds from now, on the device that rings. */
export function sound(notes: typeof NOTES): void {
  const context = bell()
  notes.forEach(([frequency, at]) => note(context, frequency, context.currentTime + at))
}

/** Two soft notes, once: somebody is put through, or this is how it rings. */
export const chime = (): void => sound(NOTES)

/** Two soft notes every two seconds, until the function it returns is called. */
export function startRing(): () => void {
  chime()
  const timer = setInterval(chime, EVERY)
  return () => clearInterval(timer)
}
