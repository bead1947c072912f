import type { Fact, Interaction, JournalEntry } from '../api/types'

/** `InteractionOpened`, `interaction.opened` and `interaction_opened` are all `interaction-opened`. */
export function eventName(type: string): string {
  return type
    .replace(/([a-z0-9])([A-Z])/g, '$1-$2')
    .replace(/[^A-Za-z0-9]+/g, '-')
    .toLowerCase()
}

const text = (value: unknown): string => (typeof value === 'string' || typeof value === 'number' ? String(value) : '')

/** Which sentence tells it: some events are told apart by what is in them. */
export function sentence({ type, data }: JournalEntry): string {
  const name = eventName(type)
  if (name === 'interaction-queued' && data.returned === true) return 'interaction-queued-returned'
  const detail = (data.detail ?? {}) as Record<string, unknown>
  if (name === 'flow-stepped' && detail.key) return 'flow-stepped-key'
  if (name === 'flow-stepped' && detail.digits) return 'flow-stepped-digits'
  if (name === 'offer-ended' && (data.cause === 'withdrawn' || data.cause === 'taken')) return `offer-ended-${data.cause}`
  if (name === 'disposed' && !data.disposition) return 'disposed-note'
  if (name === 'party-muted' && data.muted === false) return 'party-unmuted'
  if (/^monitor-(started|changed)$/.test(name)) return `${name}-${text(data.mode)}`
  if (name === 'interaction-ended' && data.by) return 'interaction-ended-by'
  return name
}

/** The word that a value is said with. */
export interface Words {
  name: (name: unknown) => string
  cause: (cause: string) => string
  disposition: (id: string) => string
  language: (language: string) => string
  queue: (id: string) => string
  fact: (fact: Fact) => Fact
}

/** What of a contact its sentences need. */
export type Told = Pick<Interaction, 'caller' | 'caller_pretty'>

/** What is filled into the sentence: ids said as names, causes as words. */
export function filling(entry: JournalEntry, detail: Told, words: Words): Record<string, string> {
  const { data } = entry
  const person = (id: string) => entry.people[id] ?? id
  const request = (data.request ?? {}) as Record<string, unknown>
  const steps = (data.detail ?? {}) as Record<string, unknown>
  const plain = Object.fromEntries(Object.entries(data).map(([key, value]) => [key, text(value)]))
  return {
    ...plain,
    key: text(steps.key),
    digits: text(steps.digits),
    label: words.name(data.label) || text(data.node),
    ...(data.name === undefined ? {} : words.fact({ name: text(data.name), value: text(data.value) })),
    caller: data.caller === detail.caller ? detail.caller_pretty : text(data.caller),
    agent: person(text(data.agent) || entry.actor),
    user: person(text(data.user) || entry.actor),
    queue: words.queue(text(data.queue) || text(request.queue)),
    cause: words.cause(text(data.cause)),
    by: entry.people[text(data.by)] ?? words.cause(text(data.by)),
    to: person(text(data.to)),
    supervisor: person(text(data.supervisor)),
    who: text(data.agent) ? person(text(data.agent)) : text(data.number),
    outcome: words.cause(text(data.outcome)),
    language: words.language(text(data.language)),
    disposition: words.disposition(text(data.disposition)),
  }
}

/** What is noteworthy at a glance; the rest is drawn quieter. */
export const turningPoints = new Set([
  'interaction-opened',
  'interaction-queued',
  'interaction-offered',
  'agent-connected',
  'transfer-completed',
  'conference-started',
  'agent-lost',
  'monitor-started',
  'disposed',
  'interaction-ended',
])
