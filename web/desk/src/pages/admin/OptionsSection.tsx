import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Button, Input, InputNumber, Select, Switch } from 'antd'
import { Undo2 } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { optionChangesQuery, optionsQuery, putOption, undo } from '../../api/admin'
import type { OptionChange, Options } from '../../api/adminTypes'
import { usePermission } from '../../api/session'
import { notify } from '../../design/notices'
import { Loading } from '../../design/Placeholders'
import { PageHead } from '../../record/PageHead'
import { useFormats } from '../../words/format'
import css from './Admin.module.css'
import { said } from './differences'
import form from './Form.module.css'
import history from './History.module.css'
import { Refusal } from './Problem'
import { useActor, useSaying, useWords } from './words'

/** What there is to choose from; other options are texts, numbers or switches by what they hold. */
const choices: Record<string, readonly string[]> = {
  language: ['zh', 'en'],
  recorded: ['all', 'chosen', 'none'],
  recording_format: ['opus', 'wav'],
  barred_hear: ['cause', 'sentence'],
}

interface OptionProps {
  name: string
  value: string | number | boolean
  onChange: (value: string | number | boolean) => void
}

function OptionControl({ name, value, onChange }: OptionProps) {
  const { word } = useWords()
  const [typed, setTyped] = useState(value)
  const label = word(`option_${name}`)
  const options = choices[name]
  if (options) return <Select aria-label={label} value={value} onChange={onChange} options={options.map((one) => ({ value: one, label: word(`choice_${one}`) }))} />
  if (typeof value === 'boolean') return <Switch aria-label={label} checked={value} onChange={onChange} data-testid={`option-${name}`} />
  const keep = () => typed !== value && onChange(typed)
  if (typeof value === 'number') return <InputNumber className={form.figure ?? ''} aria-label={label} min={0} value={Number(typed)} onChange={(next) => setTyped(next ?? value)} onBlur={keep} onPressEnter={keep} />
  return <Input aria-label={label} data-testid={`option-${name}`} value={String(typed)} onChange={(event) => setTyped(event.target.value)} onBlur={keep} onPressEnter={keep} />
}

function OptionHistory({ mayEdit }: { mayEdit: boolean }) {
  const { t } = useTranslation()
  const { word } = useWords()
  const { full } = useFormats()
  const saying = useSaying()
  const actor = useActor()
  const client = useQueryClient()
  const { data = [] } = useQuery(optionChangesQuery)
  const back = useMutation({
    mutationFn: (change: OptionChange) => undo(`/settings/option/${change.key}`, change.position),
    onSuccess: () => {
      notify(t('admin.undone'), 'good')
      void client.invalidateQueries()
    },
  })
  const value = (state: OptionChange['before']) => (state ? said(state.value, 'value', saying) : t('admin.preset'))
  return (
    <div className={history.history} style={{ padding: 0 }}>
      <Refusal error={back.error} />
      {data.length === 0 && <p className={history.none}>{t('admin.noHistory')}</p>}
      <ol>
        {data.slice(0, 30).map((change) => (
          <li key={change.position} data-testid="change">
            <p className={history.line}>
              <b>{actor(change.actor_name)}</b>
              {word(`option_${change.key}`)}
              <time>{full(change.at)}</time>
              {mayEdit && (
                <Button size="small" type="text" icon={<Undo2 size={14} />} onClick={() => back.mutate(change)}>
                  {t('admin.undo')}
                </Button>
              )}
            </p>
            <dl className={history.differences}>
              <dd>
                <del>{value(change.before)}</del> <ins>{value(change.after)}</ins>
              </dd>
            </dl>
          </li>
        ))}
      </ol>
    </div>
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
    mutationFn: ([key, value]: [string, Options[string]]) => putOption(key, value),
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
        {data && (
          <fieldset className={css.card} disabled={!mayEdit} style={{ marginInline: 0 }}>
            <Refusal error={save.error} />
            <div className={css.pair}>
              {Object.entries(data).map(([key, value]) => (
                <label key={key} className={form.field}>
                  <span>{word(`option_${key}`)}</span>
                  <OptionControl key={String(value)} name={key} value={value} onChange={(next) => save.mutate([key, next])} />
                </label>
              ))}
            </div>
          </fieldset>
        )}
        <section className={css.card}>
          <h2>{t('admin.history')}</h2>
          <OptionHistory mayEdit={mayEdit} />
        </section>
      </div>
    </div>
  )
}
