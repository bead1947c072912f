/** A flow's data, and what can be done to it; everything here is pure. */
import type { FlowData, FlowNode, NodeField, NodeKind } from '../../api/flows'

/** The edge that leaves a flow. */
export const RETURN = 'return'

/** Where an edge leaves a node: the field, and within it the entry (a place, or a name). */
export interface Outlet {
  /** The handle's id: `next`, `choices.0`, `exits.voicemail`. */
  id: string
  field: string
  /** The key, the condition, the exit's name; empty for a plain edge. */
  entry: string
  target: string
}

interface Entry {
  key?: string
  value?: string
  is?: string
  than?: string
  next?: string
}

const text = (value: unknown): string => (typeof value === 'string' ? value : '')
const entries = (value: unknown): Entry[] => (Array.isArray(value) ? (value as Entry[]) : [])
export const pairs = (value: unknown): Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : {}

function said(field: NodeField, entry: Entry): string {
  return field.form === 'choices' ? (entry.key ?? '') : [entry.value, entry.is, entry.than].filter(Boolean).join(' ')
}

function outletsOf(field: NodeField, value: unknown): Outlet[] {
  if (field.form === 'edge') {
    const optional = !field.required && !value
    return optional ? [] : [{ id: field.name, field: field.name, entry: '', target: text(value) }]
  }
  if (field.form === 'choices' || field.form === 'branches') {
    return entries(value).map((entry, place) => ({
      id: `${field.name}.${place}`,
      field: field.name,
      entry: said(field, entry),
      target: text(entry.next),
    }))
  }
  if (field.form === 'exits') {
    return Object.entries(pairs(value)).map(([name, target]) => ({
      id: `${field.name}.${name}`,
      field: field.name,
      entry: name,
      target: text(target),
    }))
  }
  return []
}

/** All outlets of a node, those of entries first. */
export function outlets(node: FlowNode, kind: NodeKind | undefined): Outlet[] {
  const found = (kind?.fields ?? []).map((field) => outletsOf(field, node[field.name]))
  const many = (list: Outlet[]) => list.some((outlet) => outlet.entry !== '')
  return [...found.filter(many).flat(), ...found.filter((list) => !many(list)).flat()]
}

/** The node with an outlet leading elsewhere. */
export function redirected(node: FlowNode, handle: string, target: string): FlowNode {
  const [field = '', ...rest] = handle.split('.')
  const entry = rest.join('.')
  const value = node[field]
  if (entry === '') return { ...node, [field]: target }
  if (Array.isArray(value)) {
    const changed = entries(value).map((one, place) => (String(place) === entry ? { ...one, next: target } : one))
    return { ...node, [field]: changed }
  }
  return { ...node, [field]: { ...pairs(value), [entry]: target } }
}

/** Every edge of a node led from one node to another. */
function repointed(node: FlowNode, kind: NodeKind | undefined, from: string, to: string): FlowNode {
  return outlets(node, kind)
    .filter((outlet) => outlet.target === from)
    .reduce((changed, outlet) => redirected(changed, outlet.id, to), node)
}

const kindOf = (kinds: readonly NodeKind[], node: FlowNode) => kinds.find(({ kind }) => kind === node.kind)

/** What a required field begins with. */
function blank(field: NodeField): unknown {
  switch (field.form) {
    case 'prompt':
      return [{ zh: '', en: '' }]
    case 'localised':
      return { zh: '', en: '' }
    case 'choices':
      return [{ key: '1', next: '' }]
    case 'branches':
      return [{ value: '', is: 'equals', than: '', next: '' }]
    case 'names':
    case 'needs':
      return []
    case 'values':
    case 'exits':
    case 'scale':
      return {}
    case 'option':
      return field.options[0] ?? ''
    case 'number':
    case 'duration':
      return 0
    case 'boolean':
      return false
    default:
      return ''
  }
}

/** An id that no node has: `menu`, `menu-2` ... */
export function freeId(flow: FlowData, wanted: string): string {
  const taken = new Set(flow.nodes.map(({ id }) => id)).add(RETURN)
  if (!taken.has(wanted)) return wanted
  const stem = wanted.replace(/-\d+$/, '')
  let number = 2
  while (taken.has(`${stem}-${number}`)) number += 1
  return `${stem}-${number}`
}

/** A node of a kind, with what it must have. */
export function newNode(flow: FlowData, kind: NodeKind): FlowNode {
  const needed = kind.fields.filter(({ required }) => required).map((field) => [field.name, blank(field)] as const)
  return { id: freeId(flow, kind.kind), kind: kind.kind, ...Object.fromEntries(needed) }
}

export type Position = [number, number]

export function withNode(flow: FlowData, node: FlowNode, at: Position): FlowData {
  return { ...flow, nodes: [...flow.nodes, node], layout: { ...flow.layout, [node.id]: at } }
}

export function withChangedNode(flow: FlowData, id: string, change: (node: FlowNode) => FlowNode): FlowData {
  return { ...flow, nodes: flow.nodes.map((node) => (node.id === id ? change(node) : node)) }
}

/** Without nodes; what led to them leads nowhere. */
export function withoutNodes(flow: FlowData, ids: readonly string[], kinds: readonly NodeKind[]): FlowData {
  const gone = new Set(ids)
  const layout = Object.fromEntries(Object.entries(flow.layout ?? {}).filter(([id]) => !gone.has(id)))
  const nodes = flow.nodes
    .filter(({ id }) => !gone.has(id))
    .map((node) => ids.reduce((changed, id) => repointed(changed, kindOf(kinds, node), id, ''), node))
  const start = gone.has(flow.start) ? (nodes[0]?.id ?? '') : flow.start
  return { ...flow, nodes, layout, start }
}

/** With a node under another id; what led to it still does. */
export function renamed(flow: FlowData, from: string, to: string, kinds: readonly NodeKind[]): FlowData {
  if (from === to || !to || to === RETURN || flow.nodes.some(({ id }) => id === to)) return flow
  const nodes = flow.nodes
    .map((node) => repointed(node, kindOf(kinds, node), from, to))
    .map((node) => (node.id === from ? { ...node, id: to } : node))
  const layout = Object.fromEntries(Object.entries(flow.layout ?? {}).map(([id, at]) => [id === from ? to : id, at]))
  return { ...flow, nodes, layout, start: flow.start === from ? to : flow.start }
}

const STEP = 40

/** With copies of nodes a little aside; edges among them lead to the copies, others nowhere. */
export function pasted(
  flow: FlowData,
  copied: readonly FlowNode[],
  places: Record<string, Position>,
  kinds: readonly NodeKind[],
): { flow: FlowData; ids: string[] } {
  const names = new Map<string, string>()
  let grown = flow
  for (const node of copied) {
    const id = freeId(grown, node.id)
    names.set(node.id, id)
    const [x, y] = places[node.id] ?? [0, 0]
    grown = withNode(grown, { ...node, id }, [x + STEP, y + STEP])
  }
  const fresh = new Set(names.values())
  const nodes = grown.nodes.map((node) => {
    if (!fresh.has(node.id)) return node
    return outlets(node, kindOf(kinds, node)).reduce((changed, outlet) => {
      const target = outlet.target === RETURN ? RETURN : (names.get(outlet.target) ?? '')
      return redirected(changed, outlet.id, target)
    }, node)
  })
  return { flow: { ...grown, nodes }, ids: [...fresh] }
}
