import type { Entry, Target } from '../api/calls'
import type { AgentState, Colleague, KnownNumber, Named, Queue } from '../api/types'

/** What the list of targets is for. */
export type Purpose = 'transfer' | 'add' | 'dial'

/** How somebody is reached. */
export type Way = 'consult' | 'blind' | 'add' | 'dial' | 'menu' | 'when-free'

export interface Option {
  key: string
  kind: 'agent' | 'queue' | 'number' | 'menu'
  target: Target | null
  entry?: Entry
  /** A name, in both languages where there are two. */
  title: string | Named
  detail: string
  state?: AgentState
  since?: number | null
  waiting?: number
  longest?: number | null
  reach?: KnownNumber['reach']
  area?: Named
  /** The first is what Enter does, the second what Shift+Enter does; none: it cannot be reached now. */
  ways: Way[]
}

interface Known {
  colleagues: Colleague[]
  queues: Queue[]
  number: KnownNumber | undefined
  /** The call came out of a flow that it can go back to. */
  menu: boolean
  /** Where else in flows it can go. */
  entries: Entry[]
  /** What was dialled last. */
  last: string
}

const order: AgentState[] = ['ready', 'not-ready', 'wrap-up', 'offered', 'busy', 'signed-out']
const reachable = new Set<AgentState>(['ready', 'not-ready', 'wrap-up'])
/** Who is in a call, or about to be, can be rung afterwards. */
const occupied = new Set<AgentState>(['offered', 'busy'])
const waysOf: Record<Purpose, Way[]> = { transfer: ['consult', 'blind'], add: ['add'], dial: ['dial'] }

/** Whether this may be a number that somebody types. */
export const isNumber = (typed: string) => /^[+*#(\d][\d\s()*#.-]+$/.test(typed.trim())

function waysTo(state: AgentState, purpose: Purpose): Way[] {
  if (reachable.has(state)) return waysOf[purpose]
  return occupied.has(state) && purpose !== 'add' ? ['when-free'] : []
}

/** Those who can take it first. */
function colleagueOptions(purpose: Purpose, colleagues: Colleague[]): Option[] {
  return [...colleagues]
    .sort((a, b) => order.indexOf(a.state) - order.indexOf(b.state))
    .map((one) => ({
      key: `agent-${one.id}`,
      kind: 'agent',
      target: { kind: 'agent', id: one.id },
      title: one.name,
      detail: one.extension,
      state: one.state,
      since: one.since,
      ways: waysTo(one.state, purpose),
    }))
}

function queueOptions(queues: Queue[], typed: string): Option[] {
  const wanted = typed.trim().toLowerCase()
  return queues
    .filter(({ name }) => name.zh.toLowerCase().includes(wanted) || name.en.toLowerCase().includes(wanted))
    .map((queue) => ({
      key: `queue-${queue.id}`,
      kind: 'queue',
      target: { kind: 'queue', id: queue.id },
      title: queue.name,
      detail: '',
      waiting: queue.waiting,
      longest: queue.longest_since,
      ways: ['blind'],
    }))
}

function entryOptions(entries: Entry[], typed: string): Option[] {
  const wanted = typed.trim().toLowerCase()
  return entries
    .filter(({ name }) => name.zh.toLowerCase().includes(wanted) || name.en.toLowerCase().includes(wanted))
    .map((entry) => ({
      key: `menu-${entry.flow}/${entry.node}`,
      kind: 'menu',
      target: null,
      entry,
      title: entry.name,
      detail: '',
      ways: ['menu'],
    }))
}

function numberOption(purpose: Purpose, number: KnownNumber): Option {
  return {
    key: `number-${number.number}`,
    kind: 'number',
    target: number.colleague ? { kind: 'agent', id: number.colleague } : { kind: 'number', id: number.number },
    title: number.pretty,
    detail: '',
    reach: number.reach,
    area: number.area,
    ways: number.allowed ? waysOf[purpose] : [],
  }
}

/** Everybody and everything that fits what was typed, the likeliest first. */
export function optionsFor(purpose: Purpose, typed: string, known: Known): Option[] {
  const menu: Option = { key: 'menu', kind: 'menu', target: null, title: '', detail: '', ways: ['menu'] }
  const last: Option = {
    key: 'last',
    kind: 'number',
    target: { kind: 'number', id: known.last },
    title: known.last,
    detail: 'last',
    ways: ['dial'],
  }
  const inList = known.colleagues.some(({ id }) => id === known.number?.colleague)
  return [
    ...(purpose === 'dial' && known.last && !typed.trim() ? [last] : []),
    ...(known.number && !inList ? [numberOption(purpose, known.number)] : []),
    ...colleagueOptions(purpose, known.colleagues),
    ...(purpose === 'transfer' ? queueOptions(known.queues, typed) : []),
    ...(purpose === 'transfer' && known.menu && !typed.trim() ? [menu] : []),
    ...(purpose === 'transfer' ? entryOptions(known.entries, typed) : []),
  ]
}
