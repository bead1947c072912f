import { Handle, Position, type Node, type NodeProps } from '@xyflow/react'
import { CircleAlert, CornerDownLeft, Flag, LogIn, TriangleAlert, Unplug } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { FlowNode } from '../../api/flows'
import { lookOf } from './looks'
import { RETURN, type Outlet } from './model'
import css from './NodeCard.module.css'
import { useFlowWords } from './useWords'

export type Trace = 'here' | 'passed' | undefined
export type Mark = 'added' | 'removed' | 'changed' | undefined

export type CardNode = Node<{
  node: FlowNode
  ways: Outlet[]
  start: boolean
  severity: 'error' | 'warning' | undefined
  trace: Trace
  mark: Mark
  calls: number
}>

function Way({ way, known }: { way: Outlet; known: boolean }) {
  const { t } = useTranslation()
  const words = useFlowWords()
  return (
    <li className={css.way}>
      <span title={words.way(way.field, way.entry)}>{words.way(way.field, way.entry)}</span>
      {way.target === RETURN && <CornerDownLeft size={13} role="img" aria-label={t('flows.returns')} />}
      {!known && <Unplug size={13} className={css.loose} role="img" aria-label={t('flows.loose')} />}
      <Handle type="source" position={Position.Right} id={way.id} className={css.handle ?? ''} />
    </li>
  )
}

/** A node as it is drawn: what it is, what it says, and where it leads. */
export function NodeCard({ data, selected }: NodeProps<CardNode>) {
  const { t } = useTranslation()
  const words = useFlowWords()
  const { node, ways, severity } = data
  const { icon: Icon, colour } = lookOf(node.kind)
  return (
    <div
      className={css.card}
      style={{ '--kind': colour } as React.CSSProperties}
      data-selected={selected || undefined}
      data-trace={data.trace}
      data-mark={data.mark}
      data-severity={severity}
      data-testid="flow-node"
      data-node={node.id}
    >
      <Handle type="target" position={Position.Left} className={css.handle ?? ''} />
      <div className={css.head}>
        <span className={css.icon}>
          <Icon size={15} strokeWidth={2} aria-hidden />
        </span>
        <span className={css.words}>
          <b>{words.node(node)}</b>
          <span>{words.gist(node) || words.kind(node.kind)}</span>
        </span>
        {data.start && <Flag size={14} className={css.start} role="img" aria-label={t('flows.start')} />}
        {node.entry !== undefined && <LogIn size={14} className={css.start} role="img" aria-label={t('flows.entry')} />}
        {data.calls > 0 && <span className={css.calls} title={t('flows.callsHere')}>{data.calls}</span>}
        {severity === 'error' && <CircleAlert size={15} className={css.bad} role="img" aria-label={t('flows.error')} />}
        {severity === 'warning' && <TriangleAlert size={15} className={css.warn} role="img" aria-label={t('flows.warning')} />}
      </div>
      {ways.length > 0 && (
        <ul className={css.ways}>
          {ways.map((way) => (
            <Way key={way.id} way={way} known={way.target !== ''} />
          ))}
        </ul>
      )}
    </div>
  )
}
