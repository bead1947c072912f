import { create } from 'zustand'
import type { Standing } from './centre'
import type { Word } from './words'

/** Why there is no call, as a sentence with its gaps. */
export interface Problem {
  word: Word
  seconds?: number
}

export interface Call {
  phase: 'idle' | 'connecting' | 'connected' | 'ended'
  visit: string
  standing: Standing | null
  muted: boolean
  keys: string
  connectedAt: number | null
  endedAt: number | null
  problem: Problem | null
}

export const idle: Call = {
  phase: 'idle',
  visit: '',
  standing: null,
  muted: false,
  keys: '',
  connectedAt: null,
  endedAt: null,
  problem: null,
}

/** The one call of this page; only `call.ts` and `following.ts` write it. */
export const useCall = create<Call>(() => idle)

export const setCall = (change: Partial<Call>) => useCall.setState(change)
