import { AutoComplete, Button, Input, InputNumber, Select, Switch } from 'antd'
import { Plus, X } from 'lucide-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { FlowData, FlowNames, FlowNode, NodeField } from '../../api/flows'
import type { Named } from '../../api/types'
import { useFormats } from '../../words/format'
import css from './Designer.module.css'
import { pairs, RETURN } from './model'
import { PromptField } from './PromptField'
import { useFlowWords } from './useWords'

export interface FieldProps {
  field: NodeField
  value: unknown
  flow: FlowData
  names: FlowNames
  onChange: (value: unknown) => void
}

const asText = (value: unknown) => (typeof value === 'string' || typeof value === 'number' ? String(value) : '')
const KEYS = Array.from('1234567890*#')
const COMPARISONS = ['equals', 'differs', 'less', 'at-most', 'greater', 'at-least', 'starts-with', 'empty', 'present']
const EXITS = ['voicemail', 'callback', 'hang-up', ...KEYS.map((key) => `key:${key}`)]
const SECOND = 1000

/** Where an edge leads: a node, out of the flow, or nowhere yet. */
export function TargetField({ value, flow, label, onChange }: { value: string; flow: FlowData; label: string; onChange: (to: string) => void }) {
  const { t } = useTranslation()
  const words = useFlowWords()
  const options = [
    { value: RETURN, label: `↩ ${t('flows.returns')}` },
    ...flow.nodes.map((node) => ({ value: node.id, label: words.node(node) })),
  ]
  return (
    <Select
      allowClear
      showSearch={{ optionFilterProp: 'label' }}
      aria-label={label}
      placeholder={t('flows.loose')}
      value={value || null}
      options={options}
      onChange={(to: string | undefined) => onChange(to ?? '')}
    />
  )
}

function Rows({ children, onAdd }: { children: ReactNode; onAdd: () => void }) {
  const { t } = useTranslation()
  return (
    <div className={css.rows}>
      {children}
      <Button size="small" icon={<Plus size={13} />} onClick={onAdd}>
        {t('flows.add')}
      </Button>
    </div>
  )
}

function Remove({ onClick }: { onClick: () => void }) {
  const { t } = useTranslation()
  return <Button type="text" size="small" aria-label={t('flows.remove')} icon={<X size={14} />} onClick={onClick} />
}

type Row = Record<string, unknown>

/** A list of entries, each drawn by `children`. */
function Entries({ value, blank, onChange, children }: {
  value: unknown
  blank: Row
  onChange: (rows: Row[]) => void
  children: (row: Row, change: (part: Row) => void) => ReactNode
}) {
  const rows = Array.isArray(value) ? (value as Row[]) : []
  return (
    <Rows onAdd={() => onChange([...rows, blank])}>
      {rows.map((row, place) => (
        <div key={place} className={css.entry}>
          {children(row, (part) => onChange(rows.map((one, at) => (at === place ? { ...one, ...part } : one))))}
          <Remove onClick={() => onChange(rows.filter((_, at) => at !== place))} />
        </div>
      ))}
    </Rows>
  )
}

/** Names with values; a name that is typed over keeps its value. */
function Pairs({ value, blank, onChange, names, children }: {
  value: unknown
  blank: [string, unknown]
  names?: string[]
  onChange: (pairs: Row) => void
  children: (value: unknown, change: (to: unknown) => void) => ReactNode
}) {
  const { t } = useTranslation()
  const rows = Object.entries(pairs(value))
  const put = (changed: [string, unknown][]) => onChange(Object.fromEntries(changed))
  return (
    <Rows onAdd={() => put([...rows, blank])}>
      {rows.map(([name, one], place) => (
        <div key={place} className={css.entry}>
          <AutoComplete
            aria-label={t('flows.name')}
            value={name}
            options={(names ?? []).map((known) => ({ value: known }))}
            onChange={(to: string) => put(rows.map((row, at) => (at === place ? [to, row[1]] : row)))}
          />
          {children(one, (to) => put(rows.map((row, at) => (at === place ? [row[0], to] : row))))}
          <Remove onClick={() => put(rows.filter((_, at) => at !== place))} />
        </div>
      ))}
    </Rows>
  )
}

function ChoicesField({ value, flow, onChange }: FieldProps) {
  const { t } = useTranslation()
  const taken = new Set((Array.isArray(value) ? (value as Row[]) : []).map((row) => row.key))
  const free = KEYS.find((key) => !taken.has(key)) ?? '1'
  return (
    <Entries value={value} blank={{ key: free, next: '' }} onChange={onChange}>
      {(row, change) => (
        <>
          <Select className={css.key ?? ''} aria-label={t('flows.keyName')} value={asText(row.key)} options={KEYS.map((key) => ({ value: key, label: key }))} onChange={(key: string) => change({ key })} />
          <TargetField label={t('flows.leadsTo')} value={asText(row.next)} flow={flow} onChange={(next) => change({ next })} />
        </>
      )}
    </Entries>
  )
}

function BranchesField({ value, flow, onChange }: FieldProps) {
  const { t } = useTranslation()
  const compare = COMPARISONS.map((id) => ({ value: id, label: t(`flows.compare.${id}` as 'flows.compare.equals') }))
  return (
    <Entries value={value} blank={{ value: '', is: 'equals', than: '', next: '' }} onChange={onChange}>
      {(row, change) => (
        <div className={css.branch}>
          <Input aria-label={t('flows.value')} placeholder="${…}" value={asText(row.value)} onChange={(event) => change({ value: event.target.value })} />
          <Select aria-label={t('flows.comparison')} value={asText(row.is)} options={compare} onChange={(is: string) => change({ is })} />
          <Input aria-label={t('flows.than')} value={asText(row.than)} onChange={(event) => change({ than: event.target.value })} />
          <TargetField label={t('flows.leadsTo')} value={asText(row.next)} flow={flow} onChange={(next) => change({ next })} />
        </div>
      )}
    </Entries>
  )
}

function NeedsField({ value, names, onChange }: FieldProps) {
  const { t } = useTranslation()
  const { name } = useFormats()
  const skills = (names.skill ?? []).map((one) => ({ value: one.id, label: name(one.name) }))
  return (
    <Entries value={value} blank={{ skill: skills[0]?.value ?? '', level: 1, required: true }} onChange={onChange}>
      {(row, change) => (
        <>
          <Select aria-label={t('flows.skill')} value={asText(row.skill)} options={skills} onChange={(skill: string) => change({ skill })} />
          <InputNumber className={css.key ?? ''} aria-label={t('flows.level')} min={1} max={9} value={Number(row.level ?? 1)} onChange={(level) => change({ level: level ?? 1 })} />
        </>
      )}
    </Entries>
  )
}

function ThingField({ field, value, names, onChange }: FieldProps) {
  const { name } = useFormats()
  const words = useFlowWords()
  const known = (names[field.form] ?? []).map((one) => ({ value: one.id, label: name(one.name) || one.id }))
  return (
    <Select
      allowClear={!field.required}
      showSearch={{ optionFilterProp: 'label' }}
      aria-label={words.field(field.name)}
      value={asText(value) || null}
      options={known}
      onChange={(to: string | undefined) => onChange(to ?? '')}
    />
  )
}

/** The same sentence in both languages. */
export function LocalisedField({ value, label, rows, onChange }: { value: unknown; label: string; rows?: number; onChange: (value: Named) => void }) {
  const { t } = useTranslation()
  const both = { zh: '', en: '', ...(pairs(value) as Partial<Named>) }
  return (
    <div className={css.both}>
      {(['zh', 'en'] as const).map((language) => (
        <Input.TextArea
          key={language}
          autoSize={{ minRows: rows ?? 1, maxRows: 6 }}
          aria-label={`${label} ${t(`flows.in_${language}`)}`}
          placeholder={t(`flows.in_${language}`)}
          value={both[language]}
          onChange={(event) => onChange({ ...both, [language]: event.target.value })}
        />
      ))}
    </div>
  )
}

function Simple({ field, value, flow, onChange }: FieldProps) {
  const words = useFlowWords()
  const label = words.field(field.name)
  switch (field.form) {
    case 'edge':
      return <TargetField label={label} value={asText(value)} flow={flow} onChange={(to) => onChange(to || (field.required ? '' : undefined))} />
    case 'boolean':
      return <Switch aria-label={label} checked={value === true} onChange={onChange} />
    case 'duration':
      return <InputNumber aria-label={label} min={0} step={1} suffix="s" value={Number(value ?? 0) / SECOND} onChange={(seconds) => onChange(Math.round((seconds ?? 0) * SECOND))} />
    case 'number':
      return <InputNumber aria-label={label} value={typeof value === 'number' ? value : null} onChange={(number) => onChange(number ?? undefined)} />
    case 'option':
      return <Select aria-label={label} value={asText(value)} options={field.options.map((one) => ({ value: one, label: words.option(field.name, one || 'none') }))} onChange={onChange} />
    case 'names':
      return <Select mode="tags" aria-label={label} value={Array.isArray(value) ? (value as string[]) : []} open={false} suffix={null} onChange={onChange} />
    default:
      return <Input aria-label={label} value={asText(value)} onChange={(event) => onChange(event.target.value)} />
  }
}

/** A field of a node, by its form; the kinds are the server's to know. */
export function Field(props: FieldProps) {
  const { field, value, flow, names, onChange } = props
  const words = useFlowWords()
  const { t } = useTranslation()
  switch (field.form) {
    case 'prompt':
      return <PromptField value={value} names={names} onChange={onChange} />
    case 'localised':
      return <LocalisedField label={words.field(field.name)} value={value} rows={2} onChange={onChange} />
    case 'choices':
      return <ChoicesField {...props} />
    case 'branches':
      return <BranchesField {...props} />
    case 'needs':
      return <NeedsField {...props} />
    case 'exits':
      return (
        <Pairs value={value} blank={['voicemail', '']} names={EXITS} onChange={onChange}>
          {(one, change) => <TargetField label={t('flows.leadsTo')} value={asText(one)} flow={flow} onChange={change} />}
        </Pairs>
      )
    case 'values':
      return (
        <Pairs value={value} blank={['name', '']} onChange={onChange}>
          {(one, change) => <Input aria-label={t('flows.value')} value={asText(one)} onChange={(event) => change(event.target.value)} />}
        </Pairs>
      )
    case 'scale':
      return (
        <Pairs value={value} blank={['1', 1]} names={KEYS} onChange={onChange}>
          {(one, change) => <InputNumber aria-label={t('flows.value')} value={Number(one)} onChange={(number) => change(number ?? 0)} />}
        </Pairs>
      )
    case 'queue':
    case 'schedule':
    case 'mailbox':
    case 'query':
    case 'flow':
      return <ThingField {...props} />
    default:
      return <Simple {...props} />
  }
}

/** The value of a field, or what it is when it is not given. */
export const valueOf = (node: FlowNode, field: NodeField): unknown => node[field.name] ?? field.default
