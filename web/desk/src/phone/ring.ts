import { audioContext } from './sound'

const LOUDNESS = 0.05
const NOTES: readonly [frequency: number, at: number][] = [
  [659.3, 0],
  [880, 0.16],
]
const EVERY = 2200

function note(context: AudioContext, frequency: number, at: number): void {
  const oscillator = new OscillatorNode(context, { frequency })
  const gain = new GainNode(context, { gain: 0 })
  gain.gain.setTargetAtTime(LOUDNESS, at, 0.01)
  gain.gain.setTargetAtTime(0, at + 0.14, 0.08)
  oscillator.connect(gain).connect(context.destination)
  oscillator.start(at)
  oscillator.stop(at + 0.8)
}

/** Two soft notes every two seconds, until the function it returns is called. */
export function startRing(): () => void {
  const context = audioContext()
  const play = () => NOTES.forEach(([frequency, at]) => note(context, frequency, context.currentTime + at))
  play()
  const timer = setInterval(play, EVERY)
  return () => clearInterval(timer)
}
