import type { JournalEntry } from '../../api/types'
import { eventName } from '../../record/journal'

/** A stretch of a call: where it was, from when to when. */
export interface Stretch {
  stage: 'menu' | 'waiting' | 'offered' | 'talking' | 'held'
  from: number
  /** Null: it goes on. */
  until: number | null
}

const begins: Record<string, Stretch['stage'] | undefined> = {
  'interaction-opened': 'menu',
  'flow-resumed': 'menu',
  'interaction-queued': 'waiting',
  'interaction-offered': 'offered',
  'agent-connected': 'talking',
  'call-transferred': 'talking',
  'customer-held': 'held',
  'customer-resumed': 'talking',
  'agent-lost': 'held',
  'agent-returned': 'talking',
}

/** A call's way as stretches without a gap. */
export function stretches(lines: readonly JournalEntry[]): Stretch[] {
  const found: Stretch[] = []
  for (const { type, at } of lines) {
    const name = eventName(type)
    const stage = begins[name]
    const last = found.at(-1)
    if (last?.until === null && (name === 'interaction-ended' || (stage && stage !== last.stage))) last.until = at
    if (stage && stage !== last?.stage) found.push({ stage, from: at, until: null })
  }
  return found
}

