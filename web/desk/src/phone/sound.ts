import { useDevices } from './devices'

type Side = 'agent' | 'customer'

const meters = new Map<Side, { analyser: AnalyserNode; source: AudioNode }>()
let context: AudioContext | undefined
let element: HTMLAudioElement | undefined

/** The page's one audio context; sleeps until the person has first clicked or typed. */
export function audioContext(): AudioContext {
  context ??= new AudioContext()
  if (context.state === 'suspended') void context.resume()
  return context
}

/** The customer's voice; lives in the page, outside of everything that renders. */
export function remoteAudio(): HTMLAudioElement {
  if (element) return element
  element = document.createElement('audio')
  element.autoplay = true
  element.dataset.testid = 'remote-audio'
  document.body.append(element)
  void routeTo(element, useDevices.getState().speaker)
  return element
}

// Absent in browsers that leave it to the system, whatever the type says.
interface Routable {
  setSinkId?: (device: string) => Promise<void>
}

/** Lets a player sound on a device; the system's own where that one is gone, or the browser cannot. */
export async function routeTo(player: Routable, device: string): Promise<void> {
  try {
    await player.setSinkId?.(device)
  } catch {
    await player.setSinkId?.('')
  }
}

/** From now on the customer is heard here. */
export function chooseSpeaker(speaker: string): void {
  useDevices.setState({ speaker })
  if (element) void routeTo(element, speaker)
}

export function playRemote(stream: MediaStream): void {
  const audio = remoteAudio()
  audio.srcObject = stream
  void audio.play()
  meter('customer', stream)
}

/** Starts measuring how loud this side is. */
export function meter(side: Side, stream: MediaStream): void {
  meters.get(side)?.source.disconnect()
  const analyser = new AnalyserNode(audioContext(), { fftSize: 512, smoothingTimeConstant: 0.4 })
  const source = audioContext().createMediaStreamSource(stream)
  source.connect(analyser)
  meters.set(side, { analyser, source })
}

export function silence(): void {
  if (element) element.srcObject = null
  meters.forEach(({ source }) => source.disconnect())
  meters.clear()
}

const samples = new Float32Array(512)
const FLOOR = -60

/** How loud this side is now: 0 (-60 dBFS and below) to 1 (0 dBFS). */
export function level(side: Side): number {
  const analyser = meters.get(side)?.analyser
  if (!analyser) return 0
  analyser.getFloatTimeDomainData(samples)
  const power = samples.reduce((sum, sample) => sum + sample * sample, 0) / samples.length
  return loudness(power)
}

export function loudness(power: number): number {
  const decibels = power > 0 ? 10 * Math.log10(power) : FLOOR
  return Math.min(1, Math.max(0, 1 - decibels / FLOOR))
}
