import { audioConstraints, useDevices } from './devices'
import { setPhone, type Microphone } from './state'

let warm: Promise<MediaStream> | undefined

const problems: Record<string, Microphone> = {
  NotAllowedError: 'denied',
  SecurityError: 'denied',
  NotFoundError: 'missing',
  OverconstrainedError: 'missing',
  NotReadableError: 'busy',
  AbortError: 'busy',
}

/** What a refusal of the browser means. */
export function microphoneProblem(error: unknown): Microphone {
  return error instanceof Error ? (problems[error.name] ?? 'busy') : 'busy'
}

// Absent outside of a secure context, whatever the type says.
const media = () => navigator.mediaDevices as MediaDevices | undefined

async function open(): Promise<MediaStream> {
  const devices = media()
  if (!devices) {
    setPhone({ microphone: 'insecure' })
    throw new Error('the browser gives no microphone to a page without HTTPS')
  }
  try {
    const stream = await devices.getUserMedia({ audio: audioConstraints(useDevices.getState()) })
    setPhone({ microphone: 'ready' })
    return stream
  } catch (error) {
    setPhone({ microphone: microphoneProblem(error) })
    throw error
  }
}

const stop = (stream: MediaStream) => stream.getTracks().forEach((track) => track.stop())

/** The microphone's sound; opened at most once until it is released. */
export function microphone(): Promise<MediaStream> {
  warm ??= open()
  warm.catch(() => (warm = undefined))
  return warm
}

/** Lets the microphone go, and its light on the computer out. */
export function releaseMicrophone(): void {
  warm?.then(stop, () => undefined)
  warm = undefined
}

/** Asks for the microphone once, long before the first call, so that what is wrong is seen early. */
export async function checkMicrophone(): Promise<void> {
  if (warm) return
  await open().then(stop, () => undefined)
}

/** Looks again whenever something is plugged in or out, or the permission changes. */
export function watchMicrophone(): () => void {
  const again = () => void checkMicrophone()
  media()?.addEventListener('devicechange', again)
  let permission: PermissionStatus | undefined
  navigator.permissions.query({ name: 'microphone' }).then(
    (status) => {
      permission = status
      status.addEventListener('change', again)
    },
    () => undefined,
  )
  again()
  return () => {
    media()?.removeEventListener('devicechange', again)
    permission?.removeEventListener('change', again)
  }
}

/** The microphones or loudspeakers there are, by id and name. */
export async function devicesOf(kind: 'audioinput' | 'audiooutput'): Promise<{ id: string; name: string }[]> {
  const found = (await media()?.enumerateDevices()) ?? []
  return found
    .filter((device) => device.kind === kind && device.deviceId !== 'default' && device.label)
    .map((device) => ({ id: device.deviceId, name: device.label }))
}
