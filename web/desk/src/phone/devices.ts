import { create } from 'zustand'
import { persist } from 'zustand/middleware'

interface Devices {
  /** The microphone's device id; empty: the system's own choice. */
  microphone: string
  /** The loudspeaker's device id, for the customer's voice; empty: the system's own choice. */
  speaker: string
  /** Where it rings. */
  ringer: string
  /** `apart`: a SIP telephone on the table, driven from the desk. */
  telephone: 'page' | 'apart'
  /** Echo and noise are taken out by the browser; headsets that do it themselves want this off. */
  processing: boolean
}

/** What the agent chose for this computer; remembered. */
export const useDevices = create<Devices>()(
  persist((): Devices => ({ microphone: '', speaker: '', ringer: '', telephone: 'page', processing: true }), {
    name: 'switchroom.devices',
  }),
)

/** What to ask the browser for. */
export function audioConstraints({ microphone, processing }: Devices): MediaTrackConstraints {
  return {
    echoCancellation: processing,
    noiseSuppression: processing,
    autoGainControl: processing,
    ...(microphone ? { deviceId: { ideal: microphone } } : {}),
  }
}
