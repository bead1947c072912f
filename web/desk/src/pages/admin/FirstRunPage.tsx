import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Button, Input, Segmented, Select } from 'antd'
import { useState, type SyntheticEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { firstRunQuery, setUp } from '../../api/admin'
import type { FirstRun } from '../../api/adminTypes'
import { sessionQuery } from '../../api/session'
import { Mark } from '../../design/Mark'
import { learn, speak, type Language } from '../../words'
import { useFormats } from '../../words/format'
import css from './Admin.module.css'
import door from './Door.module.css'
import form from './Form.module.css'
import { Refusal } from './Problem'

await learn('admin')

const zones = Intl.supportedValuesOf('timeZone').map((zone) => ({ value: zone, label: zone }))
const centre = ['centre_name', 'home_area'] as const
const person = ['display_name', 'username'] as const

function useGiven() {
  const { language } = useFormats()
  const [given, setGiven] = useState<FirstRun>({
    code: '', username: '', display_name: '', password: '', centre_name: '', home_area: '', language,
    zone: Intl.DateTimeFormat().resolvedOptions().timeZone,
  })
  return { given, change: (part: Partial<FirstRun>) => setGiven((now) => ({ ...now, ...part })) }
}

/** A new centre: its name, where it is, and its first administrator. */
export default function FirstRunPage() {
  const { t } = useTranslation()
  const client = useQueryClient()
  const { given, change } = useGiven()
  const start = useMutation({
    mutationFn: setUp,
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: sessionQuery.queryKey })
      await client.invalidateQueries({ queryKey: firstRunQuery.queryKey })
    },
  })
  const lacking = !given.code || !given.username.trim() || !given.display_name.trim() || !given.password || !given.centre_name.trim()
  const submit = (event: SyntheticEvent) => {
    event.preventDefault()
    if (!lacking) start.mutate(given)
  }
  const text = (field: (typeof centre)[number] | (typeof person)[number]) => (
    <label key={field} className={form.field}>
      <span>{t(`admin.first_${field}`)}</span>
      <Input data-testid={`first-${field}`} autoComplete="off" value={given[field]} onChange={(event) => change({ [field]: event.target.value })} />
    </label>
  )
  return (
    <main className={door.page}>
      <form className={door.column} onSubmit={submit} data-testid="first-run">
        <header className={door.head}>
          <Mark size={40} />
          <div>
            <h1>{t('admin.firstTitle')}</h1>
            <p>{t('admin.firstHelp')}</p>
          </div>
        </header>
        <section className={css.card}>
          <h2>{t('admin.firstCentre')}</h2>
          <Segmented<Language>
            value={given.language}
            onChange={(language) => {
              change({ language })
              void speak(language)
            }}
            options={[{ value: 'zh', label: '中文' }, { value: 'en', label: 'English' }]}
          />
          <div className={css.pair}>
            {centre.map(text)}
            <label className={form.field} style={{ gridColumn: '1 / -1' }}>
              <span>{t('admin.field_zone')}</span>
              <Select aria-label={t('admin.field_zone')} showSearch value={given.zone} options={zones} onChange={(zone: string) => change({ zone })} />
            </label>
          </div>
        </section>
        <section className={css.card}>
          <h2>{t('admin.firstPerson')}</h2>
          <div className={css.pair}>
            {person.map(text)}
            <label className={form.field}>
              <span>{t('signIn.password')}</span>
              <Input.Password data-testid="first-password" autoComplete="new-password" value={given.password} onChange={(event) => change({ password: event.target.value })} />
            </label>
            <label className={form.field}>
              <span>{t('admin.first_code')}</span>
              <Input data-testid="first-code" autoComplete="off" value={given.code} onChange={(event) => change({ code: event.target.value })} />
              <small>{t('admin.first_codeHelp')}</small>
            </label>
          </div>
          <Refusal error={start.error} />
          <Button size="large" type="primary" htmlType="submit" block disabled={lacking} loading={start.isPending} data-testid="first-start">
            {t('admin.firstStart')}
          </Button>
        </section>
      </form>
    </main>
  )
}
