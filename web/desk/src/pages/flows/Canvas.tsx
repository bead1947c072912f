import {
  Background, BackgroundVariant, Controls, MarkerType, MiniMap, ReactFlow, useEdgesState, useNodesInitialized, useNodesState,
  useReactFlow, type Connection,
  type Edge,
} from '@xyflow/react'
import '@xyflow/react/dist/style.css'
import { useEffect, useMemo, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { Finding, FlowData, NodeKind } from '../../api/flows'
import { useScheme } from '../../design/scheme'
import { palettes } from '../../design/tokens'
import css from './Designer.module.css'
import { cardHeight, CARD, placed } from './layout'
import { lookOf } from './looks'
import { outlets, RETURN, type Position } from './model'
import { NodeCard, type CardNode, type Mark } from './NodeCard'

const nodeTypes = { card: NodeCard }

interface Props {
  flow: FlowData
  kinds: readonly NodeKind[]
  findings?: readonly Finding[]
  /** Nodes that a call has passed, the last one where it is. */
  trail?: readonly string[]
  marks?: ReadonlyMap<string, Mark>
  /** How many calls are at a node now. */
  calls?: ReadonlyMap<string, number>
  /** What is to be selected, and shown; a new object each time it is asked for. */
  focus?: { ids: readonly string[] } | undefined
  editable: boolean
  onSelect: (ids: string[]) => void
  onMove?: (places: Record<string, Position>) => void
  onConnect?: (from: string, outlet: string, to: string) => void
  onRemove?: (nodes: string[], edges: { from: string; outlet: string }[]) => void
  label: string
}

const none: readonly never[] = []
const empty: ReadonlyMap<string, never> = new Map<string, never>()

function useCards({ flow, kinds, findings = none, trail = none, marks = empty, calls = empty }: Props): CardNode[] {
  return useMemo(() => {
    const places = placed(flow, kinds)
    const here = trail.at(-1)
    const worst = (id: string) => {
      const own = findings.filter(({ node }) => node === id)
      return own.find(({ severity }) => severity === 'error')?.severity ?? own[0]?.severity
    }
    return flow.nodes.map((node): CardNode => {
      const ways = outlets(node, kinds.find(({ kind }) => kind === node.kind))
      const [x, y] = places[node.id] ?? [0, 0]
      const trace = node.id === here ? 'here' : trail.includes(node.id) ? 'passed' : undefined
      return {
        id: node.id,
        type: 'card',
        position: { x, y },
        width: CARD.width,
        height: cardHeight(ways.length),
        data: {
          node, ways, trace,
          start: flow.start === node.id,
          severity: worst(node.id),
          mark: marks.get(node.id),
          calls: calls.get(node.id) ?? 0,
        },
      }
    })
  }, [flow, kinds, findings, trail, marks, calls])
}

function useEdges({ flow, kinds, trail = none }: Props): Edge[] {
  const scheme = useScheme()
  return useMemo(() => {
    const { inkFaint, accent } = palettes[scheme]
    const known = new Set(flow.nodes.map(({ id }) => id))
    const taken = new Set(trail.slice(1).map((id, place) => `${trail[place] ?? ''}>${id}`))
    return flow.nodes.flatMap((node) =>
      outlets(node, kinds.find(({ kind }) => kind === node.kind))
        .filter(({ target }) => target !== RETURN && known.has(target))
        .map((way): Edge => {
          const passed = taken.has(`${node.id}>${way.target}`)
          const stroke = passed ? accent : inkFaint
          return {
            id: `${node.id}/${way.id}`,
            source: node.id,
            sourceHandle: way.id,
            target: way.target,
            style: { stroke, strokeWidth: passed ? 2.5 : 1.4 },
            markerEnd: { type: MarkerType.ArrowClosed, color: stroke, width: 16, height: 16 },
            animated: passed,
          }
        }),
    )
  }, [flow, kinds, trail, scheme])
}

/** The edges as they are drawn; the chosen one stands out, and can be deleted. */
function useLines(edges: Edge[]) {
  const { accent } = palettes[useScheme()]
  const [lines, setLines, onEdgesChange] = useEdgesState(edges)
  useEffect(() => {
    setLines((old) => {
      const chosen = new Set(old.filter(({ selected }) => selected).map(({ id }) => id))
      return edges.map((edge) => ({ ...edge, selected: chosen.has(edge.id) }))
    })
  }, [edges, setLines])
  const shown = lines.map((line) => (line.selected ? { ...line, style: { stroke: accent, strokeWidth: 3 } } : line))
  return { shown, onEdgesChange }
}

const FIT = { maxZoom: 1, minZoom: 0.35, padding: 0.12 }
const MARGIN = 24

/** Shows the whole flow at first; of one that is too wide to be read so, its beginning. */
function useFirstSight(start: string) {
  const view = useReactFlow()
  const drawn = useNodesInitialized()
  const seen = useRef(false)
  useEffect(() => {
    if (!drawn || seen.current) return
    seen.current = true
    void view.fitView(FIT).then(() => {
      const { y, zoom } = view.getViewport()
      const first = view.getNode(start)
      if (first && zoom <= FIT.minZoom) void view.setViewport({ x: MARGIN - first.position.x * zoom, y, zoom })
    })
  }, [drawn, start, view])
}

/** The flow, drawn. */
export function Canvas(props: Props) {
  const { editable, focus, onSelect, onMove, onConnect, onRemove, label } = props
  const { t } = useTranslation()
  const scheme = useScheme()
  const cards = useCards(props)
  const lines = useLines(useEdges(props))
  const [nodes, setNodes, onNodesChange] = useNodesState<CardNode>(cards)
  const view = useReactFlow()
  useFirstSight(props.flow.start)
  useEffect(() => {
    setNodes((old) => {
      const before = new Map(old.map((one) => [one.id, one]))
      return cards.map((card) => ({ ...before.get(card.id), ...card }))
    })
  }, [cards, setNodes])
  useEffect(() => {
    if (!focus) return
    const wanted = new Set(focus.ids)
    setNodes((old) => old.map((one) => ({ ...one, selected: wanted.has(one.id) })))
    const shown = focus.ids.map((id) => ({ id }))
    if (shown.length > 0) void view.fitView({ nodes: shown, maxZoom: 1, duration: 200, padding: 0.4 })
  }, [focus, setNodes, view])
  const here = props.trail?.at(-1)
  useEffect(() => {
    const card = here === undefined ? undefined : view.getNode(here)
    if (!card) return
    const { x, y } = card.position
    void view.setCenter(x + CARD.width / 2, y + CARD.head, { zoom: Math.max(view.getZoom(), 0.7), duration: 250 })
  }, [here, view])
  return (
    <ReactFlow
      className={css.canvas ?? ''}
      aria-label={label}
      nodes={nodes}
      edges={lines.shown}
      nodeTypes={nodeTypes}
      colorMode={scheme}
      minZoom={0.1}
      maxZoom={1.6}
      nodesDraggable={editable}
      nodesConnectable={editable}
      edgesReconnectable={false}
      deleteKeyCode={editable ? ['Delete', 'Backspace'] : null}
      multiSelectionKeyCode={['Control', 'Meta', 'Shift']}
      ariaLabelConfig={{ 'controls.fitView.ariaLabel': t('flows.fit') }}
      onNodesChange={onNodesChange}
      onEdgesChange={lines.onEdgesChange}
      onSelectionChange={({ nodes: chosen }) => onSelect(chosen.map(({ id }) => id))}
      onNodeDragStop={(_, __, moved) =>
        onMove?.(Object.fromEntries(moved.map(({ id, position: { x, y } }) => [id, [Math.round(x), Math.round(y)]])))
      }
      onConnect={({ source, sourceHandle, target }: Connection) => {
        if (sourceHandle) onConnect?.(source, sourceHandle, target)
      }}
      onBeforeDelete={({ nodes: gone, edges: cut }) => {
        const loose = cut.filter(({ selected }) => selected).map((one) => ({ from: one.source, outlet: one.sourceHandle ?? '' }))
        onRemove?.(gone.map(({ id }) => id), loose)
        return Promise.resolve(false)
      }}
    >
      <Background variant={BackgroundVariant.Dots} gap={20} size={1} />
      <Controls showInteractive={false} position="bottom-left" />
      <MiniMap
        pannable
        zoomable
        className={css.minimap ?? ''}
        ariaLabel={t('flows.minimap')}
        nodeColor={(one) => lookOf((one as CardNode).data.node.kind).colour}
      />
    </ReactFlow>
  )
}
