import { Button, Segmented, Select, Tooltip } from 'antd'
import { LayoutDashboard, Redo2, Undo2 } from 'lucide-react'
import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useReactFlow } from '@xyflow/react'
import type { FlowContent, FlowNames, FlowNode, NodeKind } from '../../api/flows'
import { notify } from '../../design/notices'
import { Canvas } from './Canvas'
import css from './Designer.module.css'
import { Findings } from './Findings'
import { arranged, placed } from './layout'
import {
  newNode, pasted, redirected, renamed, withChangedNode, withNode, withoutNodes, type Position,
} from './model'
import { Palette } from './Palette'
import { FlowPanel, Panel } from './Panel'
import { Running } from './Running'
import { TestCall } from './TestCall'
import { useDraft } from './useDraft'
import { useFlowWords } from './useWords'
import { Publish, Versions } from './Versions'

type Tab = 'properties' | 'test' | 'calls' | 'versions'

interface Props {
  content: FlowContent
  kinds: readonly NodeKind[]
  names: FlowNames
  editable: boolean
  hasDraft: boolean
  mayTest: boolean
  onPublished: (version: number) => void
}

/** What was copied stays for the next flow as well. */
let clipboard: { nodes: FlowNode[]; places: Record<string, Position> } = { nodes: [], places: {} }

const typing = (target: EventTarget | null) =>
  target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName))

function useDesigner({ content, kinds, editable }: Props) {
  const draft = useDraft(content, editable)
  const { flow, dispatch } = draft
  const view = useReactFlow()
  const [selected, setSelected] = useState<string[]>([])
  const [focus, setFocus] = useState<{ ids: readonly string[] }>()
  const show = useCallback((ids: readonly string[]) => setFocus({ ids }), [])
  const middle = useCallback((): Position => {
    const pane = document.querySelector('.react-flow')?.getBoundingClientRect()
    const { x, y } = view.screenToFlowPosition({ x: (pane?.left ?? 0) + (pane?.width ?? 0) / 2, y: (pane?.top ?? 0) + (pane?.height ?? 0) / 2 })
    return [Math.round(x), Math.round(y)]
  }, [view])
  const acts = {
    add: (kind: NodeKind) => {
      const node = newNode(flow, kind)
      dispatch({ act: 'change', to: (one) => withNode({ ...one, layout: placed(one, kinds) }, node, middle()) })
      setTimeout(() => show([node.id]))
    },
    remove: (ids: readonly string[]) => dispatch({ act: 'change', to: (one) => withoutNodes(one, ids, kinds) }),
    copy: (ids: readonly string[]) => {
      const wanted = new Set(ids)
      clipboard = { nodes: flow.nodes.filter(({ id }) => wanted.has(id)), places: placed(flow, kinds) }
    },
    paste: () => {
      const result = pasted({ ...flow, layout: placed(flow, kinds) }, clipboard.nodes, clipboard.places, kinds)
      dispatch({ act: 'change', to: () => result.flow })
      setTimeout(() => show(result.ids))
    },
    arrange: () => {
      dispatch({ act: 'change', to: (one) => ({ ...one, layout: arranged(one, kinds) }) })
      setTimeout(() => void view.fitView({ duration: 200, maxZoom: 1 }), 50)
    },
    undo: () => dispatch({ act: 'undo' }),
    redo: () => dispatch({ act: 'redo' }),
  }
  return { ...draft, ...acts, selected, setSelected, focus, show }
}

type Designing = ReturnType<typeof useDesigner>

/** Keys of the page, wherever the focus is; a field that is typed in keeps its own, text that is marked is copied as text. */
function onKey(event: KeyboardEvent, designer: Designing, editable: boolean, search: () => void) {
  if (typing(event.target)) return
  const command = event.ctrlKey || event.metaKey
  const key = event.key.toLowerCase()
  const copies = designer.selected.length > 0 && getSelection()?.isCollapsed !== false
  const changes = { z: event.shiftKey ? designer.redo : designer.undo, y: designer.redo, v: designer.paste }
  const doing: Record<string, () => void> = command
    ? {
        ...(copies && { c: () => designer.copy(designer.selected) }),
        ...(editable && changes),
        a: () => designer.show(designer.flow.nodes.map(({ id }) => id)),
      }
    : { '/': search, ...(editable && { l: designer.arrange }) }
  const act = doing[key]
  if (!act || event.altKey) return
  event.preventDefault()
  act()
}

function Toolbar({ designer, editable, search }: { designer: Designing; editable: boolean; search: React.RefObject<HTMLDivElement | null> }) {
  const { t } = useTranslation()
  const words = useFlowWords()
  const { flow, history, saving } = designer
  const tool = (label: string, icon: React.ReactNode, act: () => void, disabled = false) => (
    <Tooltip title={label}>
      <Button type="text" size="small" aria-label={label} icon={icon} disabled={disabled} onClick={act} />
    </Tooltip>
  )
  return (
    <div className={css.toolbar}>
      <div ref={search}>
        <Select<string>
          className={css.find ?? ''}
          size="small"
          showSearch={{ optionFilterProp: 'label' }}
          value={null}
          placeholder={`${t('flows.find')}  /`}
          aria-label={t('flows.find')}
          options={flow.nodes.map((node) => ({ value: node.id, label: `${words.node(node)} ${words.node(node) === node.id ? '' : node.id}` }))}
          onChange={(id) => designer.show([id])}
        />
      </div>
      {editable && tool(`${t('flows.undo')} Ctrl+Z`, <Undo2 size={15} />, designer.undo, history.past.length === 0)}
      {editable && tool(`${t('flows.redo')} Ctrl+Shift+Z`, <Redo2 size={15} />, designer.redo, history.future.length === 0)}
      {editable && tool(`${t('flows.arrange')} L`, <LayoutDashboard size={15} />, designer.arrange)}
      {editable && (
        <span className={css.saving} data-saving={saving} data-testid="flow-saving" role="status">
          {t(`flows.saving.${saving}`)}
        </span>
      )}
    </div>
  )
}

function Side({ designer, props, tab, setTab, setTrail, setCalls }: {
  designer: Designing
  props: Props
  tab: Tab
  setTab: (tab: Tab) => void
  setTrail: (nodes: string[]) => void
  setCalls: (calls: ReadonlyMap<string, number>) => void
}) {
  const { t } = useTranslation()
  const words = useFlowWords()
  const { content, kinds, names, editable, hasDraft, mayTest, onPublished } = props
  const { flow, findings, selected, dispatch, show } = designer
  const node = selected.length === 1 ? flow.nodes.find(({ id }) => id === selected[0]) : undefined
  const nameOf = (id: string) => {
    const found = flow.nodes.find((one) => one.id === id)
    return found ? words.node(found) : id
  }
  const errors = findings.filter(({ severity }) => severity === 'error').length
  const tabs: Tab[] = ['properties', ...(mayTest ? (['test'] as const) : []), 'calls', 'versions']
  return (
    <aside className={css.side} aria-label={t('flows.details')}>
      <Segmented block className={css.tabs ?? ''} value={tab} options={tabs.map((one) => ({ value: one, label: t(`flows.tab.${one}`) }))} onChange={setTab} />
      <div className={css.sideBody}>
        {tab === 'properties' && node && (
          <Panel
            key={node.id}
            flow={flow}
            node={node}
            kind={kinds.find(({ kind }) => kind === node.kind)}
            names={names}
            findings={findings.filter((one) => one.node === node.id)}
            editable={editable}
            onChange={(change, tag) => dispatch({ act: 'change', tag, to: (one) => withChangedNode(one, node.id, change) })}
            onRename={(to) => {
              const taken = to !== node.id && flow.nodes.some(({ id }) => id === to)
              if (taken) notify(t('flows.idTaken', { id: to }), 'bad')
              dispatch({ act: 'change', to: (one) => renamed(one, node.id, to, kinds) })
              if (!taken) setTimeout(() => show([to]))
            }}
            onStart={() => dispatch({ act: 'change', to: (one) => ({ ...one, start: node.id }) })}
            onCopy={() => { designer.copy([node.id]); designer.paste() }}
            onRemove={() => designer.remove([node.id])}
          />
        )}
        {tab === 'properties' && !node && (
          <>
            <Findings findings={findings} nameOf={nameOf} onJump={(id) => show([id])} />
            {selected.length > 1 && <p className={css.hint}>{t('flows.selected', { count: selected.length })}</p>}
            <FlowPanel flow={flow} editable={editable} onChange={(part, tag) => dispatch({ act: 'change', tag, to: (one) => ({ ...one, ...part }) })} />
          </>
        )}
        {tab === 'test' && <TestCall flow={flow} onTrail={setTrail} />}
        {tab === 'calls' && <Running flow={flow} onTrail={setTrail} onCalls={setCalls} />}
        {tab === 'versions' && (
          <>
            {editable && (
              <Publish
                errors={errors}
                onPublish={async (note) => {
                  const published = await designer.publish(note)
                  onPublished(published.version)
                  return published
                }}
              />
            )}
            <Versions flow={content.id} hasDraft={hasDraft} />
          </>
        )}
      </div>
    </aside>
  )
}

/** A flow on the drawing board, or behind glass. */
export function Designer(props: Props) {
  const { kinds, editable, content } = props
  const { t } = useTranslation()
  const designer = useDesigner(props)
  const { flow, findings, dispatch } = designer
  const [tab, setTab] = useState<Tab>('properties')
  const [trail, setTrail] = useState<string[]>([])
  const [calls, setCalls] = useState<ReadonlyMap<string, number>>(new Map())
  const search = useRef<HTMLDivElement>(null)
  const onSelect = designer.setSelected
  const chosen = useRef('')
  const selecting = useCallback(
    (ids: string[]) => {
      // Told at every drawing: only what is chosen anew leads back from the versions.
      if (ids.join() === chosen.current) return
      chosen.current = ids.join()
      onSelect(ids)
      if (ids.length > 0) setTab((before) => (before === 'versions' ? 'properties' : before))
    },
    [onSelect],
  )
  useEffect(() => {
    const listen = (event: KeyboardEvent) => onKey(event, designer, editable, () => search.current?.querySelector('input')?.focus())
    document.addEventListener('keydown', listen)
    return () => document.removeEventListener('keydown', listen)
  })
  const shown = useMemo(() => (editable ? findings : content.findings), [editable, findings, content.findings])
  return (
    <div className={css.designer}>
      {editable && <Palette kinds={kinds} onAdd={designer.add} />}
      <div className={css.stage}>
        <Toolbar designer={designer} editable={editable} search={search} />
        <Canvas
          flow={flow}
          kinds={kinds}
          findings={shown}
          trail={trail}
          calls={calls}
          focus={designer.focus}
          editable={editable}
          label={t('flows.canvas')}
          onSelect={selecting}
          onMove={(places) => dispatch({ act: 'change', to: (one) => ({ ...one, layout: { ...placed(one, kinds), ...places } }) })}
          onConnect={(from, outlet, to) => dispatch({ act: 'change', to: (one) => withChangedNode(one, from, (node) => redirected(node, outlet, to)) })}
          onRemove={(nodes, edges) => {
            if (nodes.length > 0) designer.remove(nodes)
            else dispatch({ act: 'change', to: (one) => edges.reduce((cut, { from, outlet }) => withChangedNode(cut, from, (node) => redirected(node, outlet, '')), one) })
          }}
        />
      </div>
      <Side designer={designer} props={props} tab={tab} setTab={setTab} setTrail={setTrail} setCalls={setCalls} />
    </div>
  )
}
