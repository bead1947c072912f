import type { Alarm, Severity } from '../src/api/alarms'
import type { Agent, Customer, Interaction, InteractionDetail, Offer, Party, Queue } from '../src/api/types'

/** Things as the centre sends them, each with what a test changes about it. */
export const agent = (change: Partial<Agent> = {}): Agent => ({
  id: 'a1',
  state: 'ready',
  reason: null,
  pending_reason: null,
  since: 0,
  wrap_up_until: null,
  ...change,
})

export const customer = (change: Partial<Customer> = {}): Customer => ({
  id: 'c1',
  name: '王秀英',
  vip: 0,
  language: 'zh',
  notes: '',
  version: 3,
  numbers: [{ number: '+8613812345678', pretty: '138 1234 5678', kind: 'mobile' }],
  accounts: [],
  addresses: [],
  ...change,
})

export const interaction = (change: Partial<Interaction> = {}): Interaction => ({
  id: 'i1',
  channel: 'voice',
  direction: 'in',
  state: 'talking',
  caller: '+8613812345678',
  caller_pretty: '138 1234 5678',
  called: '95598',
  called_pretty: '95598',
  area: { zh: '南京', en: 'Nanjing' },
  language: 'zh',
  queue: { id: 'fault', name: { zh: '故障报修', en: 'Faults' } },
  opened_at: 0,
  queued_at: 30_000,
  connected_at: 71_000,
  ended_at: null,
  agent: null,
  waited: 41_000,
  talked: 0,
  held: 0,
  cause: null,
  disposition: null,
  note: '',
  recording: true,
  path: [],
  facts: [],
  customer: customer(),
  earlier: [],
  parties: [],
  customer_held: false,
  lead: null,
  lost_until: null,
  draft: null,
  ...change,
})

export const detail = (change: Partial<InteractionDetail> = {}): InteractionDetail => ({
  ...interaction({ state: 'ended' }),
  segments: [],
  ratings: [],
  recordings: [],
  ...change,
})

export const offer = (change: Partial<Offer> = {}): Offer => ({
  id: 'o1',
  interaction: interaction({ state: 'offered', connected_at: null }),
  queue: { id: 'fault', name: { zh: '故障报修', en: 'Faults' } },
  expires: 20_000,
  now: 0,
  ...change,
})

export const queue = (change: Partial<Queue> = {}): Queue => ({
  id: 'fault',
  name: { zh: '故障报修', en: 'Faults' },
  channel: 'voice',
  waiting: 0,
  longest_since: null,
  offered: 0,
  talking: 0,
  agents: { ready: 1, busy: 0, wrap_up: 0, not_ready: 0 },
  answered_today: 0,
  abandoned_today: 0,
  service_level: null,
  service_target: 0.8,
  answer_within: 20_000,
  ...change,
})

export const party = (change: Partial<Party> = {}): Party => ({
  leg: 'p1',
  kind: 'agent',
  agent: 'a1',
  name: '李强',
  number: '1002',
  state: 'in',
  muted: false,
  purpose: 'served',
  since: 0,
  ...change,
})

export const alarm = (id: string, severity: Severity): Alarm => ({
  id,
  kind: 'trunk-unreachable',
  subject: id,
  severity,
  detail: '',
  raised: Date.now() - 1000,
  last: Date.now() - 1000,
  count: 1,
  cleared: null,
  acknowledged_at: null,
  acknowledged_by: null,
  acknowledged_by_name: null,
})
