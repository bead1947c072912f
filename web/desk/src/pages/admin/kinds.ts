import { Building2, Clock, Coffee, Hash, Inbox, ListOrdered, Network, Sparkles, Tags, Users, type LucideIcon } from 'lucide-react'
import type { KindName, Setting } from '../../api/adminTypes'

/** What can be referred to: kinds, and what is no configuration. */
export type Referred = KindName | 'user' | 'agent' | 'flow'

interface Common {
  /** Where in the record: `rule.wrap_up`. Also the word: `admin.field_wrap_up`. */
  path: string
  /** Beside it, in words: `admin.help_<help>`. */
  help?: string
  /** Only while this says so. */
  when?: (setting: Setting) => boolean
}

export type Field = Common &
  (
    | { type: 'text'; secret?: boolean; needed?: boolean }
    | { type: 'texts' }
    | { type: 'number'; min?: number; max?: number; optional?: boolean }
    | { type: 'seconds'; min?: number; optional?: boolean }
    | { type: 'switch' }
    | { type: 'choose'; options: readonly string[] }
    | { type: 'zone' }
    | { type: 'refer'; to: Referred; many?: boolean; optional?: boolean; extra?: readonly string[] }
    | { type: 'rows'; fields: readonly Field[]; blank: Record<string, unknown> }
    | { type: 'names' }
    | { type: 'week' }
    | { type: 'holidays' }
  )

export interface Kind {
  name: KindName
  icon: LucideIcon
  /** The id is typed by people, such as a telephone number. */
  spoken?: boolean
  blank: Record<string, unknown>
  fields: readonly Field[]
  /** Paths shown in the list beside the name. */
  columns: readonly string[]
}

const strategies = ['longest-idle', 'round-robin', 'least-occupied', 'most-skilled', 'last-agent', 'fixed-order', 'ring-all'] as const

const queue: Kind = {
  name: 'queue',
  icon: ListOrdered,
  blank: {
    music: 'default',
    answer_within: 20_000,
    service_target: 80,
    survey_flow: '',
    rule: { strategy: 'longest-idle', weight: 0, offer_timeout: 20_000, wrap_up: 30_000, retry_pause: 5000, misses_to_pause: 2, needs: [], overflows: [], agents: [], max_length: null },
  },
  fields: [
    { type: 'choose', path: 'rule.strategy', options: strategies },
    { type: 'refer', path: 'rule.agents', to: 'agent', many: true, when: (one) => read(one, 'rule.strategy') === 'fixed-order' },
    {
      type: 'rows',
      path: 'rule.needs',
      blank: { skill: '', level: 1, required: true, relax_after: null, relaxed_level: 0 },
      fields: [
        { type: 'refer', path: 'skill', to: 'skill' },
        { type: 'number', path: 'level', min: 1, max: 10 },
        { type: 'seconds', path: 'relax_after', optional: true },
        { type: 'switch', path: 'required' },
      ],
    },
    {
      type: 'rows',
      path: 'rule.overflows',
      blank: { target: 'voicemail', after: null, longer_than: null, no_agents: false },
      fields: [
        { type: 'refer', path: 'target', to: 'queue', extra: ['voicemail', 'callback', 'hang-up'] },
        { type: 'seconds', path: 'after', min: 1, optional: true },
        { type: 'number', path: 'longer_than', min: 0, optional: true },
        { type: 'switch', path: 'no_agents' },
      ],
    },
    { type: 'seconds', path: 'rule.offer_timeout', min: 1 },
    { type: 'seconds', path: 'rule.wrap_up', help: 'wrap_up' },
    { type: 'number', path: 'rule.misses_to_pause', min: 0, help: 'misses_to_pause' },
    { type: 'seconds', path: 'rule.retry_pause' },
    { type: 'number', path: 'rule.max_length', min: 1, optional: true },
    { type: 'number', path: 'rule.weight', min: 0, help: 'weight' },
    { type: 'seconds', path: 'answer_within', min: 1 },
    { type: 'number', path: 'service_target', min: 1, max: 100, help: 'service_target' },
    { type: 'refer', path: 'survey_flow', to: 'flow', optional: true },
  ],
  columns: ['rule.strategy', 'rule.needs', 'rule.wrap_up'],
}

const trunk: Kind = {
  name: 'trunk',
  icon: Network,
  blank: { kind: 'ip', host: '', port: 5060, matches: [], username: '', secret: '', transport: 'udp', codecs: ['alaw', 'ulaw'], caller_id: '', qualify: 30 },
  fields: [
    { type: 'choose', path: 'kind', options: ['ip', 'registration'] },
    { type: 'text', path: 'host', needed: true },
    { type: 'number', path: 'port', min: 1, max: 65_535 },
    { type: 'choose', path: 'transport', options: ['udp', 'tcp'] },
    { type: 'texts', path: 'matches', help: 'matches' },
    { type: 'text', path: 'username' },
    { type: 'text', path: 'secret', secret: true },
    { type: 'texts', path: 'codecs', help: 'codecs' },
    { type: 'text', path: 'caller_id', help: 'caller_id' },
    { type: 'number', path: 'qualify', min: 0, help: 'qualify' },
  ],
  columns: ['kind', 'host'],
}

const schedule: Kind = {
  name: 'schedule',
  icon: Clock,
  blank: { data: { zone: 'Asia/Shanghai', week: { 'mon-fri': ['08:30-17:30'] }, holidays: [], switch: 'auto' } },
  fields: [
    { type: 'choose', path: 'data.switch', options: ['auto', 'day', 'night'], help: 'switch' },
    { type: 'zone', path: 'data.zone' },
    { type: 'week', path: 'data.week' },
    { type: 'holidays', path: 'data.holidays' },
  ],
  columns: ['data.switch', 'data.zone', 'data.holidays'],
}

/** Every kind of configuration that is a list: what its form asks, and what its list shows. */
export const kinds: readonly Kind[] = [
  queue,
  { name: 'skill', icon: Sparkles, blank: {}, fields: [], columns: [] },
  schedule,
  {
    name: 'number',
    icon: Hash,
    spoken: true,
    blank: { flow: '', trunk: '', site: 'main', department: '' },
    fields: [
      { type: 'refer', path: 'flow', to: 'flow' },
      { type: 'refer', path: 'trunk', to: 'trunk', optional: true, help: 'trunk' },
      { type: 'refer', path: 'site', to: 'site' },
      { type: 'text', path: 'department', help: 'department' },
    ],
    columns: ['flow', 'trunk', 'site'],
  },
  trunk,
  {
    name: 'disposition',
    icon: Tags,
    blank: { parent: null, retired: false },
    fields: [
      { type: 'refer', path: 'parent', to: 'disposition', optional: true },
      { type: 'switch', path: 'retired', help: 'retired' },
    ],
    columns: ['parent', 'retired'],
  },
  { name: 'reason', icon: Coffee, blank: {}, fields: [], columns: [] },
  {
    name: 'mailbox',
    icon: Inbox,
    blank: { skills: [] },
    fields: [{ type: 'refer', path: 'skills', to: 'skill', many: true, help: 'mailbox_skills' }],
    columns: ['skills'],
  },
  {
    name: 'site',
    icon: Building2,
    blank: { zone: 'Asia/Shanghai', home_area: '', departments: [] },
    fields: [
      { type: 'zone', path: 'zone' },
      { type: 'text', path: 'home_area', help: 'home_area' },
      {
        type: 'rows',
        path: 'departments',
        blank: { id: '', name: { zh: '', en: '' } },
        fields: [
          { type: 'text', path: 'id', needed: true },
          { type: 'names', path: 'name' },
        ],
      },
    ],
    columns: ['zone', 'departments'],
  },
  {
    name: 'team',
    icon: Users,
    blank: { supervisors: [] },
    fields: [{ type: 'refer', path: 'supervisors', to: 'user', many: true }],
    columns: ['supervisors'],
  },
]

/** What stands at a path such as `rule.wrap_up`. */
export function read(from: unknown, path: string): unknown {
  return path.split('.').reduce<unknown>((value, key) => (value as Record<string, unknown> | null | undefined)?.[key], from)
}

/** The same with something else at a path. */
export function write<T extends Record<string, unknown>>(into: T, path: string, value: unknown): T {
  const [key = '', ...rest] = path.split('.')
  if (rest.length === 0) return { ...into, [key]: value }
  return { ...into, [key]: write((into[key] ?? {}) as Record<string, unknown>, rest.join('.'), value) }
}

/** An id out of an English name: `Big customers` is `big-customers`. */
export const idOf = (name: string): string =>
  name
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '')

/** A new record; ids that stand inside it as well are put in when it is saved. */
export const fresh = (kind: Kind, position: number): Setting => ({ ...kind.blank, id: '', name: { zh: '', en: '' }, position })

/** The record as it is sent: with its id wherever it stands, and a name in both languages. */
export function finished(kind: Kind, setting: Setting): Setting {
  const { zh, en } = setting.name
  const named = { ...setting, id: setting.id.trim(), name: { zh: zh.trim() || en.trim(), en: en.trim() || zh.trim() } }
  if (kind.name === 'queue') return write(named, 'rule.queue', named.id)
  if (kind.name === 'schedule') return write(write(named, 'data.id', named.id), 'data.name', named.name)
  return named
}

/** Each under what it stands below, as agents see them; the order is otherwise the same. */
export function inTrees(settings: readonly Setting[]): Setting[] {
  const ids = new Set<unknown>(settings.map(({ id }) => id))
  const tree = (top: Setting): Setting[] => [top, ...settings.filter(({ parent }) => parent === top.id).flatMap(tree)]
  const standing = settings.filter(({ parent }) => !ids.has(parent)).flatMap(tree)
  return [...standing, ...settings.filter((one) => !standing.includes(one))]
}
