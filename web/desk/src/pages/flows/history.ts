/** The designer's memory: what the flow is, was, and would be again. */
import type { FlowData } from '../../api/flows'

export interface History {
  past: FlowData[]
  present: FlowData
  future: FlowData[]
  /** What the last change was about; typing on in the same field is one change. */
  tag: string
}

export type Act =
  | { act: 'change'; to: (flow: FlowData) => FlowData; tag?: string }
  | { act: 'undo' }
  | { act: 'redo' }
  | { act: 'replace'; flow: FlowData }

const DEEPEST = 200

export const begin = (flow: FlowData): History => ({ past: [], present: flow, future: [], tag: '' })

function change(history: History, to: (flow: FlowData) => FlowData, tag: string): History {
  const present = to(history.present)
  if (present === history.present) return history
  const same = tag !== '' && tag === history.tag
  const past = same ? history.past : [...history.past, history.present].slice(-DEEPEST)
  return { past, present, future: [], tag }
}

export function remember(history: History, action: Act): History {
  const { past, present, future } = history
  switch (action.act) {
    case 'change':
      return change(history, action.to, action.tag ?? '')
    case 'undo': {
      const before = past.at(-1)
      return before ? { past: past.slice(0, -1), present: before, future: [present, ...future], tag: '' } : history
    }
    case 'redo': {
      const [after, ...rest] = future
      return after ? { past: [...past, present], present: after, future: rest, tag: '' } : history
    }
    case 'replace':
      return begin(action.flow)
  }
}
