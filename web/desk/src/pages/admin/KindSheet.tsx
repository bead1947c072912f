import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Button, Input, Popconfirm } from 'antd'
import { useState, type SyntheticEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { putSetting, removeSetting, settingPath } from '../../api/admin'
import type { Setting } from '../../api/adminTypes'
import { usePermission } from '../../api/session'
import { notify } from '../../design/notices'
import { Sheet } from '../../design/Sheet'
import { useFormats } from '../../words/format'
import { Fields, NamesField } from './fields'
import css from './Form.module.css'
import { History } from './History'
import { finished, fresh, idOf, read, type Kind } from './kinds'
import { Refusal } from './Problem'
import { Tabbed } from './Tabbed'
import { TrunkTest } from './TrunkTest'
import { useWords } from './words'

interface FormProps {
  kind: Kind
  kept: Setting | undefined
  position: number
  onDone: (id?: string) => void
}

/** What is missing, by the word of the field. */
function missing(kind: Kind, setting: Setting): string | null {
  if (!setting.id) return kind.spoken ? 'number_id' : 'id'
  if (!setting.name.zh && !setting.name.en) return 'name'
  return kind.fields.find((field) => 'needed' in field && field.needed && !read(setting, field.path))?.path ?? null
}

export function KindForm({ kind, kept, position, onDone }: FormProps) {
  const { t } = useTranslation()
  const { word, fieldName } = useWords()
  const client = useQueryClient()
  const mayEdit = usePermission('settings.edit')
  const [setting, setSetting] = useState<Setting>(() => kept ?? fresh(kind, position))
  const [typed, setTyped] = useState(false)
  const [lacks, setLacks] = useState<string | null>(null)
  const done = (text: string, id?: string) => {
    void client.invalidateQueries({ queryKey: ['settings'] })
    void client.invalidateQueries({ queryKey: ['history'] })
    notify(text, 'good')
    onDone(id)
  }
  const save = useMutation({
    mutationFn: (wanted: Setting) => putSetting(kind.name, wanted.id, wanted),
    onSuccess: (_, wanted) => done(t(kept ? 'admin.saved' : 'admin.addedNow'), wanted.id),
  })
  const remove = useMutation({
    mutationFn: () => removeSetting(kind.name, setting.id),
    onSuccess: () => done(t('admin.removedNow')),
  })
  const rename = (name: Setting['name']) =>
    setSetting({ ...setting, name, ...(!kept && !typed && !kind.spoken && { id: idOf(name.en) }) })
  const submit = (event: SyntheticEvent) => {
    event.preventDefault()
    const wanted = finished(kind, setting)
    const lacking = missing(kind, wanted)
    setLacks(lacking)
    if (!lacking) save.mutate(wanted)
  }
  return (
    <form onSubmit={submit} data-testid="setting-form" noValidate>
      <fieldset className={css.form} disabled={!mayEdit} style={{ border: 0, margin: 0 }}>
        <div className={css.field} data-type="names">
          <span>{t('admin.field_name')}</span>
          <NamesField value={setting.name} onChange={rename} label={t('admin.field_name')} />
        </div>
        {!kept && (
          <label className={css.field} data-wide>
            <span>{word(kind.spoken ? 'field_number_id' : 'field_id')}</span>
            <Input
              data-testid="field-id"
              value={setting.id}
              onChange={(event) => {
                setTyped(true)
                setSetting({ ...setting, id: event.target.value })
              }}
            />
            <small>{word(kind.spoken ? 'help_number_id' : 'help_id')}</small>
          </label>
        )}
        <Fields fields={kind.fields} setting={setting} onChange={setSetting} />
        <label className={css.field}>
          <span>{t('admin.field_position')}</span>
          <Input type="number" value={setting.position} onChange={(event) => setSetting({ ...setting, position: Number(event.target.value) })} />
        </label>
        {lacks && <div className={css.problem} role="alert">{t('admin.lacks', { field: fieldName(lacks) })}</div>}
        <Refusal error={save.error ?? remove.error} />
        {mayEdit && (
          <div className={css.acts}>
            {kept && (
              <Popconfirm title={t('admin.sureRemove')} okText={t('admin.remove')} cancelText={t('admin.cancel')} onConfirm={() => remove.mutate()}>
                <Button danger type="text" data-far loading={remove.isPending} data-testid="setting-remove">
                  {t('admin.remove')}
                </Button>
              </Popconfirm>
            )}
            <Button onClick={() => onDone()}>{t('admin.cancel')}</Button>
            <Button type="primary" htmlType="submit" loading={save.isPending} data-testid="setting-save">
              {t('admin.save')}
            </Button>
          </div>
        )}
      </fieldset>
    </form>
  )
}

interface Props {
  kind: Kind
  id: string | undefined
  settings: readonly Setting[]
  onClose: () => void
}

/** One piece of configuration: its form and its history; of what is gone, the history alone. */
export function KindSheet({ kind, id, settings, onClose }: Props) {
  const { word } = useWords()
  const { name } = useFormats()
  const mayEdit = usePermission('settings.edit')
  if (id === undefined) return null
  const kept = settings.find((one) => one.id === id)
  const form = <KindForm key={kept ? JSON.stringify(kept) : id} kind={kind} kept={kept} position={settings.length} onDone={onClose} />
  const history = <History path={settingPath(kind.name, id)} mayEdit={mayEdit} />
  const title = id === 'new' ? word(`new_${kind.name}`) : kept ? name(kept.name) : id
  return (
    <Sheet open width={kind.fields.length > 4 ? 680 : 560} title={title} onClose={onClose}>
      {kept && kind.name === 'trunk' && <TrunkTest trunk={kept.id} />}
      {id === 'new' ? form : kept ? <Tabbed key={id} form={form} history={history} /> : history}
    </Sheet>
  )
}
