import type { State } from '../../api/adminTypes'

export interface Difference {
  path: string
  before?: unknown
  after?: unknown
}

const hidden = new Set(['id', 'user', 'role', 'agent', 'username', 'queue'])

const plain = (value: unknown): value is State => typeof value === 'object' && value !== null && !Array.isArray(value)

const empty = (value: unknown) =>
  value === undefined || value === null || value === '' || (Array.isArray(value) && value.length === 0) || (plain(value) && Object.keys(value).length === 0)

/** The fields that a change made different, nested ones by their paths; what is empty on both sides is none. */
export function differences(before: State | null, after: State | null, at = ''): Difference[] {
  const keys = [...new Set([...Object.keys(after ?? {}), ...Object.keys(before ?? {})])].filter((key) => !hidden.has(key))
  return keys.flatMap((key): Difference[] => {
    const [was, is] = [before?.[key], after?.[key]]
    const path = `${at}${key}`
    if (plain(was ?? is) && (plain(is) || is === undefined)) return differences(plain(was) ? was : null, plain(is) ? is : null, `${path}.`)
    if (JSON.stringify(was) === JSON.stringify(is) || (empty(was) && empty(is))) return []
    return [{ path, ...(empty(was) ? {} : { before: was }), ...(empty(is) ? {} : { after: is }) }]
  })
}

/** Fields that are kept in milliseconds. */
const times = new Set(['offer_timeout', 'wrap_up', 'retry_pause', 'answer_within', 'relax_after', 'after'])

/** The words that values are said with. */
export interface Saying {
  yes: string
  no: string
  seconds: (count: number) => string
  field: (path: string) => string
  /** `path` says what it is of: ids are said by the names of what they refer to. */
  choice: (value: string, path: string) => string
}

/** A value as people read it; `path` says what it is of. */
export function said(value: unknown, path: string, words: Saying): string {
  const name = path.split('.').at(-1) ?? path
  if (typeof value === 'boolean') return value ? words.yes : words.no
  if (typeof value === 'number') return times.has(name) ? words.seconds(value / 1000) : String(value)
  if (Array.isArray(value)) return value.map((one) => said(one, path, words)).join('; ')
  if (plain(value)) {
    return Object.entries(value)
      .filter(([, part]) => !empty(part))
      .map(([key, part]) => `${words.field(key)} ${said(part, key, words)}`)
      .join(', ')
  }
  return typeof value === 'string' ? words.choice(value, name) : ''
}

/** Parts that only hold others together. */
const frames = new Set(['rule', 'data'])

/** A path's parts, outermost first: words of fields, and ids with the field that they stand in (`skills.fault`). */
export function titleOf(path: string): [key: string, owner?: string][] {
  const keys = path.split('.').filter((key) => !frames.has(key))
  return keys.map((key, at) => (keys[at - 1] === 'skills' ? [key, 'skills'] : [key]))
}
