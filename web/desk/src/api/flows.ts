import { queryOptions } from '@tanstack/react-query'
import { act, get } from './request'
import type { Instant, Named } from './types'

/** A node as it stands in a flow's data: `id`, `kind`, and the fields of its kind. */
export interface FlowNode {
  id: string
  kind: string
  label?: Named
  /** Agents may send callers here, under this name. */
  entry?: Named
  [field: string]: unknown
}

export interface FlowData {
  id: string
  version?: number
  title?: Named
  start: string
  nodes: FlowNode[]
  variables?: string[]
  /** Where nodes are drawn; means nothing to calls. */
  layout?: Record<string, [number, number]>
}

export type Form =
  | 'edge' | 'template' | 'variable' | 'duration' | 'queue' | 'schedule' | 'mailbox' | 'query' | 'flow' | 'text'
  | 'number' | 'boolean' | 'option' | 'localised' | 'prompt' | 'choices' | 'branches' | 'needs' | 'exits' | 'values'
  | 'scale' | 'names'

export interface NodeField {
  name: string
  form: Form
  required: boolean
  default: unknown
  options: string[]
}

export interface NodeKind {
  kind: string
  fields: NodeField[]
}

export interface NamedThing {
  id: string
  name: Named
}

export type FlowNames = Partial<Record<string, NamedThing[]>>

export interface Finding {
  node: string
  field: string
  severity: 'error' | 'warning'
  zh: string
  en: string
}

export interface FlowVersion {
  version: number
  published: boolean
  serving: boolean
  created: Instant
  published_at: Instant | null
  author: string
  note: string
}

export interface FlowRow {
  id: string
  title: Named
  nodes: number
  serving: FlowVersion | null
  draft: { base: number | null; revision: number; changed: Instant; author: string; errors: number; warnings: number } | null
}

export interface FlowContent {
  id: string
  version: number | null
  revision: number | null
  base: number | null
  changed: Instant
  author: string
  data: FlowData
  findings: Finding[]
}

export interface FieldChange {
  field: string
  before: unknown
  after: unknown
}

export interface NodeChange {
  node: string
  what: 'added' | 'removed' | 'changed'
  changes: FieldChange[]
}

export interface Comparison {
  before: FlowData
  after: FlowData
  nodes: NodeChange[]
}

export interface Spoken {
  kind: string
  value: string
  language: string
}

export interface TestFacts {
  caller: string
  language: string
  vip: number
  at?: Instant
}

export interface TestAnswer {
  kind: string
  value?: string
  values?: Record<string, string>
}

export interface Passed {
  flow: string
  node: string
  kind: string
  label: Partial<Named>
  detail: Record<string, string>
}

export interface TestState {
  call: string
  at: Instant
  flow: string
  node: string
  language: string
  waiting: 'prompt' | 'keys' | 'answer' | 'queue' | 'message' | 'transfer' | 'callback' | null
  after: number
  outcome: string | null
  passed: Passed[]
  spoken: Spoken[]
  facts: Record<string, string>
  variables: Record<string, string>
  asked: { query: string; parameters: Record<string, string>; found: Record<string, string> | null; failed: boolean } | null
  target: string
  keys: string[]
}

export interface RunningCall {
  interaction: string
  caller: string
  arrived: Instant
  root: string
  flow: string
  version: number
  node: string
  waiting: string
}

const of = (id: string) => encodeURIComponent(id)

export const flowsQuery = queryOptions({ queryKey: ['flows'], queryFn: ({ signal }) => get<FlowRow[]>('/flows', {}, signal) })

export const kindsQuery = queryOptions({
  queryKey: ['flow-kinds'],
  queryFn: ({ signal }) => get<NodeKind[]>('/flows/kinds', {}, signal),
  staleTime: Infinity,
})

export const namesQuery = queryOptions({
  queryKey: ['flow-names'],
  queryFn: ({ signal }) => get<FlowNames>('/flows/names', {}, signal),
})

export const versionsQuery = (flow: string) =>
  queryOptions({
    queryKey: ['flow-versions', flow],
    queryFn: ({ signal }) => get<FlowVersion[]>(`/flows/${of(flow)}/versions`, {}, signal),
  })

/** A version by its number, or the `draft`. */
export const contentQuery = (flow: string, version: string) =>
  queryOptions({
    queryKey: ['flow', flow, version],
    queryFn: ({ signal }) =>
      get<FlowContent>(`/flows/${of(flow)}/${version === 'draft' ? 'draft' : `versions/${of(version)}`}`, {}, signal),
    refetchOnWindowFocus: false,
  })

export const comparisonQuery = (flow: string, before: string, after: string) =>
  queryOptions({
    queryKey: ['flow-compare', flow, before, after],
    queryFn: ({ signal }) => get<Comparison>(`/flows/${of(flow)}/compare`, { before, after }, signal),
    staleTime: 0,
  })

export const runningQuery = (flow: string) =>
  queryOptions({
    queryKey: ['flow-calls', flow],
    queryFn: ({ signal }) => get<RunningCall[]>(`/flows/${of(flow)}/calls`, {}, signal),
    refetchInterval: 1000,
    staleTime: 0,
  })

/** What is done to flows. */
export const flows = {
  add: (flow: { id: string; data?: unknown; copy_of?: string }) => act<FlowContent>('POST', '/flows', flow),
  save: (flow: string, data: FlowData, revision: number) =>
    act<FlowContent>('PUT', `/flows/${of(flow)}/draft`, { data, revision }),
  discard: (flow: string) => act('DELETE', `/flows/${of(flow)}/draft`),
  beginDraft: (flow: string, version: number) => act<FlowContent>('POST', `/flows/${of(flow)}/draft/from/${version}`),
  publish: (flow: string, revision: number, note: string) =>
    act<{ version: number }>('POST', `/flows/${of(flow)}/publish`, { revision, note }),
  rehearse: (step: { data: FlowData; call?: string; facts?: TestFacts; answer?: TestAnswer }) =>
    act<TestState>('POST', '/flows/rehearsal', step),
}
