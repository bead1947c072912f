import { Button, Input, InputNumber, Select, Switch } from 'antd'
import { Plus, X } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { Setting } from '../../api/adminTypes'
import type { Named } from '../../api/types'
import css from './Form.module.css'
import { HolidaysField } from './HolidaysField'
import { read, write, type Field } from './kinds'
import { useOptions } from './useNames'
import { WeekField } from './WeekField'
import { useWords } from './words'

interface Props<T extends Field = Field> {
  field: T
  value: unknown
  onChange: (value: unknown) => void
  label: string
}

type Of<K extends Field['type']> = Extract<Field, { type: K }>

const zones = Intl.supportedValuesOf('timeZone').map((zone) => ({ value: zone, label: zone }))

export function NamesField({ value, onChange, label }: { value: Named; onChange: (value: Named) => void; label: string }) {
  return (
    <div className={css.names}>
      {(['zh', 'en'] as const).map((language) => (
        <Input
          key={language}
          lang={language}
          prefix={<span className={css.language}>{language === 'zh' ? '中' : 'EN'}</span>}
          aria-label={`${label} (${language})`}
          data-testid={`field-name-${language}`}
          value={value[language]}
          onChange={(event) => onChange({ ...value, [language]: event.target.value })}
        />
      ))}
    </div>
  )
}

function ReferField({ field, value, onChange, label }: Props<Of<'refer'>>) {
  const { word } = useWords()
  const known = useOptions(field.to)
  const extra = (field.extra ?? []).map((one) => ({ value: one, label: word(`target_${one}`) }))
  return (
    <Select
      aria-label={label}
      allowClear={field.optional ?? false}
      showSearch={{ optionFilterProp: 'label' }}
      {...(field.many && { mode: 'multiple' as const })}
      options={[...extra, ...known]}
      value={field.many ? (value ?? []) : value === '' ? undefined : value}
      onChange={(next: unknown) => onChange(next ?? (field.path === 'parent' ? null : ''))}
    />
  )
}

function NumberField({ field, value, onChange, label }: Props<Of<'number'> | Of<'seconds'>>) {
  const { word } = useWords()
  const scale = field.type === 'seconds' ? 1000 : 1
  return (
    <InputNumber
      aria-label={label}
      className={css.figure ?? ''}
      min={field.min ?? 0}
      {...(field.type === 'number' && field.max !== undefined && { max: field.max })}
      {...(field.optional && { placeholder: word('noLimit') })}
      suffix={field.type === 'seconds' ? word('seconds') : null}
      value={typeof value === 'number' ? value / scale : null}
      onChange={(next) => (next !== null || field.optional) && onChange(next === null ? null : Math.round(next * scale))}
    />
  )
}

function RowsField({ field, value, onChange, label }: Props<Of<'rows'>>) {
  const { t } = useTranslation()
  const { word, fieldName } = useWords()
  const rows = (value ?? []) as Record<string, unknown>[]
  const change = (at: number, row: Record<string, unknown>) => onChange(rows.map((one, index) => (index === at ? row : one)))
  return (
    <div className={css.rows} role="group" aria-label={label}>
      {rows.map((row, at) => (
        <div key={at} className={css.row} data-fields={field.fields.length}>
          {field.fields.map((part) => (
            <label key={part.path} className={css.part}>
              <span>{fieldName(part.path)}</span>
              <Control field={part} label={fieldName(part.path)} value={read(row, part.path)} onChange={(next) => change(at, write(row, part.path, next))} />
            </label>
          ))}
          <Button type="text" aria-label={t('admin.removeRow')} icon={<X size={15} />} onClick={() => onChange(rows.filter((_, index) => index !== at))} />
        </div>
      ))}
      <Button size="small" className={css.add ?? ''} icon={<Plus size={14} />} onClick={() => onChange([...rows, field.blank])}>
        {word(`add_${field.path.split('.').at(-1) ?? ''}`)}
      </Button>
    </div>
  )
}

/** One field's control, by its type. */
export function Control({ field, value, onChange, label }: Props) {
  const { word } = useWords()
  const same = { value, onChange, label }
  switch (field.type) {
    case 'text':
      return field.secret ? (
        <Input.Password aria-label={label} autoComplete="new-password" value={(value ?? '') as string} onFocus={(event) => event.target.select()} onChange={(event) => onChange(event.target.value)} />
      ) : (
        <Input aria-label={label} data-testid={`field-${field.path}`} value={(value ?? '') as string} onChange={(event) => onChange(event.target.value)} />
      )
    case 'texts':
      return <Select aria-label={label} mode="tags" open={false} suffix={null} tokenSeparators={[',', ' ']} value={(value ?? []) as string[]} onChange={onChange} />
    case 'number':
    case 'seconds':
      return <NumberField field={field} {...same} />
    case 'switch':
      return <Switch aria-label={label} checked={value === true} onChange={onChange} />
    case 'choose':
      return (
        <Select aria-label={label} value={(value ?? field.options[0]) as string} onChange={onChange} options={field.options.map((one) => ({ value: one, label: word(`choice_${one}`) }))} />
      )
    case 'zone':
      return <Select aria-label={label} showSearch value={value as string} options={zones} onChange={onChange} />
    case 'refer':
      return <ReferField field={field} {...same} />
    case 'rows':
      return <RowsField field={field} {...same} />
    case 'names':
      return <NamesField value={value as Named} onChange={onChange} label={label} />
    case 'week':
      return <WeekField value={(value ?? {}) as Record<string, string[]>} onChange={onChange} />
    case 'holidays':
      return <HolidaysField value={value} onChange={onChange} />
  }
}

const wide = new Set<Field['type']>(['rows', 'week', 'holidays', 'names'])

/** A kind's fields on a record. */
export function Fields({ fields, setting, onChange }: { fields: readonly Field[]; setting: Setting; onChange: (setting: Setting) => void }) {
  const { word, fieldName } = useWords()
  return fields
    .filter((field) => field.when?.(setting) ?? true)
    .map((field) => {
      const label = fieldName(field.path)
      const Part = wide.has(field.type) ? 'div' : 'label'
      return (
        <Part key={field.path} className={css.field} data-type={field.type}>
          <span>{label}</span>
          <Control field={field} label={label} value={read(setting, field.path)} onChange={(value) => onChange(write(setting, field.path, value))} />
          {field.help && <small>{word(`help_${field.help}`)}</small>}
        </Part>
      )
    })
}
