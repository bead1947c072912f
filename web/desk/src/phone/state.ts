import { create } from 'zustand'

/** `elsewhere`: another tab of this browser has the telephone. `apart`: it stands on the table, and is a SIP telephone. */
export type Registration = 'off' | 'connecting' | 'registered' | 'failed' | 'elsewhere' | 'apart'

/** `insecure`: the page was not loaded over HTTPS, so that the browser gives no microphone. */
export type Microphone = 'unknown' | 'ready' | 'denied' | 'missing' | 'busy' | 'insecure'

export interface Ringing {
  /** Empty: nobody was offered it, a colleague asks for the agent. */
  offer: string
  interaction: string
}

export interface Phone {
  registration: Registration
  microphone: Microphone
  /** The centre's invitation is here. */
  ringing: Ringing | null
  /** The offer or call that was accepted, from the key pressed (perhaps before the ring) to the sound. */
  answering: string | null
  /** There is sound with this interaction. */
  call: { interaction: string; muted: boolean; keys: string } | null
}

export const idle: Phone = {
  registration: 'off',
  microphone: 'unknown',
  ringing: null,
  answering: null,
  call: null,
}

/** What the telephone is doing; only this folder writes it. */
export const usePhone = create<Phone>(() => idle)

export const setPhone = (change: Partial<Phone>) => usePhone.setState(change)

export const changeCall = (change: Partial<NonNullable<Phone['call']>>) =>
  usePhone.setState(({ call }) => ({ call: call && { ...call, ...change } }))
