import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { optionChangesQuery, optionsQuery, putOption } from '../../api/admin'
import type { Options } from '../../api/adminTypes'
import { usePermission } from '../../api/session'
import { notify } from '../../design/notices'
import { Loading } from '../../design/Placeholders'
import { PageHead } from '../../record/PageHead'
import css from './Admin.module.css'
import { Control } from './fields'
import form from './Form.module.css'
import type { Field } from './kinds'
import { OptionHistory } from './OptionHistory'
import { optionGroups } from './options'
import { Refusal } from './Problem'
import { useWords } from './words'

type Value = Options[string]

interface OptionProps {
  field: Field
  value: Value
  onSave: (value: Value) => void
}

const isTyped = ({ type }: Field) => type === 'text' || type === 'number'

/** One option; what is typed is kept when it is left, what is chosen at once. */
function Option({ field, value, onSave }: OptionProps) {
  const { word } = useWords()
  const [typed, setTyped] = useState(value)
  const label = word(`option_${field.path}`)
  const keep = () => typed !== value && onSave(typed)
  return (
    <label
      className={form.field}
      data-testid={`option-${field.path}`}
      onBlur={isTyped(field) ? keep : undefined}
      onKeyDown={({ key }) => isTyped(field) && key === 'Enter' && keep()}
    >
      <span>{label}</span>
      <Control field={field} label={label} value={typed} onChange={(next) => (isTyped(field) ? setTyped(next as Value) : onSave(next as Value))} />
      <small>{word(`help_${field.path}`)}</small>
    </label>
  )
}

/** What holds for the whole centre. */
export function OptionsSection() {
  const { t } = useTranslation()
  const { word } = useWords()
  const client = useQueryClient()
  const mayEdit = usePermission('settings.edit')
  const { data } = useQuery(optionsQuery)
  const save = useMutation({
    mutationFn: ([key, value]: [string, Value]) => putOption(key, value),
    onSuccess: () => notify(t('admin.saved'), 'good'),
    onSettled: () => {
      void client.invalidateQueries({ queryKey: optionsQuery.queryKey })
      void client.invalidateQueries({ queryKey: optionChangesQuery.queryKey })
    },
  })
  return (
    <div className={css.section}>
      <PageHead title={t('admin.kind_options')} />
      <div className={css.body}>
        {!data && <Loading label={t('part.loading')} />}
        <Refusal error={save.error} />
        {data &&
          optionGroups.map(({ id, fields }) => (
            <fieldset key={id} className={css.card} disabled={!mayEdit} style={{ marginInline: 0 }}>
              <h2>{word(`options_${id}`)}</h2>
              <div className={css.pair}>
                {fields.map((field) => (
                  <Option key={`${field.path} ${String(data[field.path])}`} field={field} value={data[field.path] ?? ''} onSave={(next) => save.mutate([field.path, next])} />
                ))}
              </div>
            </fieldset>
          ))}
        <section className={css.card}>
          <h2>{t('admin.history')}</h2>
          <OptionHistory mayEdit={mayEdit} />
        </section>
      </div>
    </div>
  )
}
