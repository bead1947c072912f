import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Button, Input, InputNumber, Select } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { changeRules, rolesQuery, rulesQuery } from '../../api/admin'
import type { SignInRules } from '../../api/adminTypes'
import { usePermission } from '../../api/session'
import { notify } from '../../design/notices'
import { Loading } from '../../design/Placeholders'
import { PageHead } from '../../record/PageHead'
import { useFormats } from '../../words/format'
import css from './Admin.module.css'
import form from './Form.module.css'
import { History } from './History'
import { Refusal } from './Problem'
import { useWords } from './words'

const strengths = [0, 1, 2, 3, 4]
const provider = ['provider_name', 'issuer', 'client', 'secret'] as const

function Rules({ kept, mayEdit }: { kept: SignInRules; mayEdit: boolean }) {
  const { t } = useTranslation()
  const { word } = useWords()
  const { name } = useFormats()
  const client = useQueryClient()
  const { data: catalogue } = useQuery(rolesQuery)
  const [rules, setRules] = useState(kept)
  const change = (part: Partial<SignInRules>) => setRules({ ...rules, ...part })
  const save = useMutation({
    mutationFn: () => changeRules(rules),
    onSuccess: (saved) => {
      client.setQueryData(rulesQuery.queryKey, saved)
      void client.invalidateQueries({ queryKey: ['history'] })
      notify(t('admin.saved'), 'good')
    },
  })
  return (
    <fieldset disabled={!mayEdit} style={{ border: 0, margin: 0, padding: 0 }}>
      <section className={css.card}>
        <h2>{t('admin.passwords')}</h2>
        <div className={css.pair}>
          <label className={form.field}>
            <span>{t('admin.field_password_length')}</span>
            <InputNumber className={form.figure ?? ''} aria-label={t('admin.field_password_length')} min={8} max={64} value={rules.password_length} onChange={(value) => value !== null && change({ password_length: value })} />
          </label>
          <label className={form.field}>
            <span>{t('admin.field_password_strength')}</span>
            <Select aria-label={t('admin.field_password_strength')} value={rules.password_strength} onChange={(value: number) => change({ password_strength: value })} options={strengths.map((one) => ({ value: one, label: word(`strength_${one}`) }))} />
          </label>
        </div>
        <p>{t('admin.lockout')}</p>
      </section>
      <section className={css.card}>
        <h2>{t('admin.secondFactor')}</h2>
        <p>{t('admin.secondFactorHelp')}</p>
        <label className={form.field}>
          <span>{t('admin.field_second_factor_roles')}</span>
          <Select
            aria-label={t('admin.field_second_factor_roles')}
            mode="multiple"
            placeholder={t('admin.nobody')}
            value={rules.second_factor_roles}
            onChange={(value: string[]) => change({ second_factor_roles: value })}
            options={(catalogue?.roles ?? []).map((role) => ({ value: role.id, label: name(role.name) }))}
          />
        </label>
      </section>
      <section className={css.card}>
        <h2>{t('admin.provider')}</h2>
        <p>{t('admin.providerHelp', { address: `${location.origin}/api/door/provider/back` })}</p>
        <div className={css.pair}>
          {provider.map((field) => {
            const Control = field === 'secret' ? Input.Password : Input
            return (
              <label key={field} className={form.field}>
                <span>{word(`field_${field}`)}</span>
                <Control aria-label={word(`field_${field}`)} autoComplete="off" value={rules[field]} onChange={(event) => change({ [field]: event.target.value })} />
              </label>
            )
          })}
        </div>
      </section>
      <div className={css.card}>
        <Refusal error={save.error} />
        <div className={css.end}>
          <Button disabled={rules === kept} onClick={() => setRules(kept)}>
            {t('admin.cancel')}
          </Button>
          <Button type="primary" loading={save.isPending} data-testid="rules-save" onClick={() => save.mutate()}>
            {t('admin.save')}
          </Button>
        </div>
      </div>
    </fieldset>
  )
}

/** How people show who they are. */
export function SecuritySection() {
  const { t } = useTranslation()
  const mayEdit = usePermission('users.edit')
  const { data } = useQuery(rulesQuery)
  return (
    <div className={css.section}>
      <PageHead title={t('admin.kind_security')} />
      <div className={css.body}>
        {data ? <Rules key={JSON.stringify(data)} kept={data} mayEdit={mayEdit} /> : <Loading label={t('part.loading')} />}
        <section className={css.card}>
          <h2>{t('admin.history')}</h2>
          <History path="/sign-in-rules" mayEdit={mayEdit} />
        </section>
      </div>
    </div>
  )
}
