import { Button, Input, Switch, Tooltip } from 'antd'
import { Copy, Flag, Trash2 } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Finding, FlowData, FlowNames, FlowNode, NodeKind } from '../../api/flows'
import css from './Designer.module.css'
import { Field, LocalisedField, valueOf } from './fields'
import { Findings } from './Findings'
import { lookOf } from './looks'
import { useFlowWords } from './useWords'

interface Props {
  flow: FlowData
  node: FlowNode
  kind: NodeKind | undefined
  names: FlowNames
  findings: readonly Finding[]
  editable: boolean
  onChange: (change: (node: FlowNode) => FlowNode, tag: string) => void
  onRename: (to: string) => void
  onStart: () => void
  onCopy: () => void
  onRemove: () => void
}

function IdField({ id, onRename }: { id: string; onRename: (to: string) => void }) {
  const { t } = useTranslation()
  const [typed, setTyped] = useState(id)
  const done = () => (typed.trim() ? onRename(typed.trim()) : setTyped(id))
  return (
    <label className={css.field}>
      <span>{t('flows.nodeId')}</span>
      <Input value={typed} onChange={(event) => setTyped(event.target.value)} onBlur={done} onPressEnter={done} />
    </label>
  )
}

/** Whether agents may send callers here, and under which name. */
function EntryField({ node, onChange }: { node: FlowNode; onChange: (name: unknown) => void }) {
  const { t } = useTranslation()
  const open = node.entry !== undefined
  return (
    <div className={css.field}>
      <span className={css.aside}>
        {t('flows.entry')}
        <Switch
          size="small"
          aria-label={t('flows.entry')}
          data-testid="flow-entry"
          checked={open}
          onChange={(on) => onChange(on ? { zh: '', en: '', ...node.label } : undefined)}
        />
      </span>
      {open && <LocalisedField label={t('flows.entry')} value={node.entry} onChange={onChange} />}
    </div>
  )
}

function without(node: FlowNode, field: string): FlowNode {
  return Object.fromEntries(Object.entries(node).filter(([name]) => name !== field)) as FlowNode
}

/** A node's properties, as the fields of its kind have them. */
export function Panel(props: Props) {
  const { flow, node, kind, names, findings, editable, onChange } = props
  const { t } = useTranslation()
  const words = useFlowWords()
  const { icon: Icon } = lookOf(node.kind)
  const put = (field: string) => (value: unknown) =>
    onChange((one) => (value === undefined ? without(one, field) : { ...one, [field]: value }), `${node.id}.${field}`)
  return (
    <div className={css.panel} data-testid="flow-panel">
      <header className={css.panelHead}>
        <Icon size={16} aria-hidden />
        <b>{words.kind(node.kind)}</b>
        {editable && (
          <span className={css.acts}>
            <Tooltip title={t('flows.makeStart')}>
              <Button type="text" size="small" disabled={flow.start === node.id} aria-label={t('flows.makeStart')} icon={<Flag size={15} />} onClick={props.onStart} />
            </Tooltip>
            <Tooltip title={`${t('flows.copy')} Ctrl+C`}>
              <Button type="text" size="small" aria-label={t('flows.copy')} icon={<Copy size={15} />} onClick={props.onCopy} />
            </Tooltip>
            <Tooltip title={`${t('flows.remove')} Del`}>
              <Button type="text" size="small" danger aria-label={t('flows.remove')} icon={<Trash2 size={15} />} onClick={props.onRemove} />
            </Tooltip>
          </span>
        )}
      </header>
      <Findings findings={findings} />
      <fieldset disabled={!editable} className={css.form}>
        <div className={css.field}>
          <span>{t('flows.label')}</span>
          <LocalisedField label={t('flows.label')} value={node.label} onChange={put('label')} />
        </div>
        <EntryField node={node} onChange={put('entry')} />
        <IdField key={node.id} id={node.id} onRename={props.onRename} />
        {kind?.fields.map((field) => (
          <div key={field.name} className={css.field} data-form={field.form}>
            <span>
              {words.field(field.name)}
              {field.required && <i aria-hidden> *</i>}
            </span>
            <Field field={field} value={valueOf(node, field)} flow={flow} names={names} onChange={put(field.name)} />
          </div>
        ))}
      </fieldset>
    </div>
  )
}

/** The flow's own: what it is called, and what it is told from outside. */
export function FlowPanel({ flow, editable, onChange }: { flow: FlowData; editable: boolean; onChange: (part: Partial<FlowData>, tag: string) => void }) {
  const { t } = useTranslation()
  return (
    <div className={css.panel}>
      <fieldset disabled={!editable} className={css.form}>
        <div className={css.field}>
          <span>{t('flows.title')}</span>
          <LocalisedField label={t('flows.title')} value={flow.title} onChange={(title) => onChange({ title }, 'title')} />
        </div>
        <label className={css.field}>
          <span>{t('flows.variables')}</span>
          <Input
            value={(flow.variables ?? []).join(' ')}
            onChange={(event) => onChange({ variables: event.target.value.split(/[\s,]+/).filter(Boolean) }, 'variables')}
          />
        </label>
      </fieldset>
      {editable && <p className={css.hint}>{t('flows.hint')}</p>}
    </div>
  )
}
