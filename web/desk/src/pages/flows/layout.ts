import { graphlib, layout as arrange } from '@dagrejs/dagre'
import type { FlowData, NodeKind } from '../../api/flows'
import { outlets, type Position } from './model'

export const CARD = { width: 224, head: 46, row: 24, foot: 8 } as const

export const cardHeight = (ways: number) => CARD.head + ways * CARD.row + (ways > 0 ? CARD.foot : 0)

/** From left to right, edges crossing as little as may be. */
export function arranged(flow: FlowData, kinds: readonly NodeKind[]): Record<string, Position> {
  const graph = new graphlib.Graph()
  graph.setGraph({ rankdir: 'LR', nodesep: 28, ranksep: 84 })
  graph.setDefaultEdgeLabel(() => ({}))
  const known = new Set(flow.nodes.map(({ id }) => id))
  const first = [...flow.nodes].sort((a, b) => Number(b.id === flow.start) - Number(a.id === flow.start))
  for (const node of first) {
    const ways = outlets(node, kinds.find(({ kind }) => kind === node.kind))
    graph.setNode(node.id, { width: CARD.width, height: cardHeight(ways.length) })
    for (const { target } of ways) if (known.has(target)) graph.setEdge(node.id, target)
  }
  arrange(graph)
  const places = flow.nodes.map(({ id }): [string, Position] => {
    const { x, y, width, height } = graph.node(id) as { x: number; y: number; width: number; height: number }
    return [id, [Math.round(x - width / 2), Math.round(y - height / 2)]]
  })
  return Object.fromEntries(places)
}

/** Where every node is drawn: as it was left, the others as they are arranged. */
export function placed(flow: FlowData, kinds: readonly NodeKind[]): Record<string, Position> {
  const kept = flow.layout ?? {}
  if (flow.nodes.every(({ id }) => kept[id])) return kept
  const known = Object.keys(kept).length > 0
  const own = arranged(flow, kinds)
  return known ? { ...own, ...kept } : own
}
