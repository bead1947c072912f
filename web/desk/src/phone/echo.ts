import { audioConstraints, useDevices } from './devices'
import { routeTo } from './sound'

const LASTS = 3000

/** What is happening in an echo test. */
export type Echo = 'idle' | 'recording' | 'playing' | 'failed'

const wait = (millis: number) => new Promise((done) => setTimeout(done, millis))

async function record(stream: MediaStream): Promise<Blob> {
  const recorder = new MediaRecorder(stream)
  const pieces: Blob[] = []
  recorder.ondataavailable = ({ data }) => pieces.push(data)
  const stopped = new Promise((done) => (recorder.onstop = done))
  recorder.start()
  await wait(LASTS)
  recorder.stop()
  await stopped
  return new Blob(pieces, { type: recorder.mimeType })
}

async function play(sound: Blob): Promise<void> {
  const url = URL.createObjectURL(sound)
  const player = new Audio(url)
  await routeTo(player, useDevices.getState().speaker)
  const ended = new Promise((done) => (player.onended = done))
  await player.play()
  await ended
  URL.revokeObjectURL(url)
}

/** Records three seconds as customers would hear them, and plays them as customers would be heard. */
export async function testEcho(tell: (echo: Echo, stream?: MediaStream) => void): Promise<void> {
  try {
    const stream = await navigator.mediaDevices.getUserMedia({ audio: audioConstraints(useDevices.getState()) })
    tell('recording', stream)
    const sound = await record(stream)
    stream.getTracks().forEach((track) => track.stop())
    tell('playing')
    await play(sound)
    tell('idle')
  } catch {
    tell('failed')
  }
}
