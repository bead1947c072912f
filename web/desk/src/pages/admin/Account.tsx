import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Button, Input } from 'antd'
import { useState, type SyntheticEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { beginSecondFactor, changePassword, confirmSecondFactor, endOwnSession, ownSessionsQuery, removeSecondFactor, secondFactorQuery } from '../../api/admin'
import { sessionQuery } from '../../api/session'
import { notify } from '../../design/notices'
import css from './Admin.module.css'
import form from './Form.module.css'
import { Refusal } from './Problem'
import { Sessions } from './Sessions'

const passwords = ['old', 'next', 'again'] as const

/** One's own password. */
export function PasswordCard({ onDone }: { onDone?: () => void }) {
  const { t } = useTranslation()
  const client = useQueryClient()
  const [typed, setTyped] = useState({ old: '', next: '', again: '' })
  const differ = typed.again !== '' && typed.next !== typed.again
  const save = useMutation({
    mutationFn: () => changePassword(typed.old, typed.next),
    onSuccess: async () => {
      setTyped({ old: '', next: '', again: '' })
      notify(t('admin.passwordChanged'), 'good')
      await client.invalidateQueries({ queryKey: sessionQuery.queryKey })
      onDone?.()
    },
  })
  const submit = (event: SyntheticEvent) => {
    event.preventDefault()
    if (typed.next && typed.next === typed.again) save.mutate()
  }
  return (
    <form className={css.card} onSubmit={submit} data-testid="password-form">
      <h2>{t('admin.password')}</h2>
      <p>{t('admin.passwordHelp')}</p>
      {passwords.map((field) => (
        <label key={field} className={form.field}>
          <span>{t(`admin.password_${field}`)}</span>
          <Input.Password
            autoComplete={field === 'old' ? 'current-password' : 'new-password'}
            data-testid={`password-${field}`}
            {...(field === 'again' && differ && { status: 'error' as const })}
            value={typed[field]}
            onChange={(event) => setTyped({ ...typed, [field]: event.target.value })}
          />
        </label>
      ))}
      {differ && <p role="alert">{t('admin.passwordsDiffer')}</p>}
      <Refusal error={save.error} />
      <div className={css.end}>
        <Button type="primary" htmlType="submit" disabled={!typed.old || !typed.next || typed.next !== typed.again} loading={save.isPending} data-testid="password-save">
          {t('admin.changePassword')}
        </Button>
      </div>
    </form>
  )
}

function Enrolling({ onDone }: { onDone: (codes: string[]) => void }) {
  const { t } = useTranslation()
  const [code, setCode] = useState('')
  const begin = useMutation({ mutationFn: beginSecondFactor })
  const confirm = useMutation({ mutationFn: confirmSecondFactor, onSuccess: ({ codes }) => onDone(codes) })
  if (!begin.data) {
    return (
      <div className={css.end}>
        <Refusal error={begin.error} />
        <Button type="primary" loading={begin.isPending} data-testid="factor-begin" onClick={() => begin.mutate()}>
          {t('admin.factorBegin')}
        </Button>
      </div>
    )
  }
  return (
    <>
      <div className={css.enrol}>
        <img src={begin.data.picture} alt={t('admin.factorPicture')} />
        <div>
          <p>{t('admin.factorScan')}</p>
          <code>{begin.data.secret}</code>
        </div>
      </div>
      <label className={form.field}>
        <span>{t('admin.factorCode')}</span>
        <Input.OTP className={css.code ?? ''} length={6} value={code} onChange={setCode} />
      </label>
      <Refusal error={confirm.error} />
      <div className={css.end}>
        <Button type="primary" disabled={code.length < 6} loading={confirm.isPending} data-testid="factor-confirm" onClick={() => confirm.mutate(code)}>
          {t('admin.factorConfirm')}
        </Button>
      </div>
    </>
  )
}

function Enrolled({ codes }: { codes: number }) {
  const { t } = useTranslation()
  const client = useQueryClient()
  const [password, setPassword] = useState('')
  const remove = useMutation({ mutationFn: () => removeSecondFactor(password), onSuccess: () => void client.invalidateQueries() })
  return (
    <>
      <p>{t('admin.factorOn', { count: codes })}</p>
      <Refusal error={remove.error} />
      <div className={css.end}>
        <Input.Password style={{ width: 220 }} autoComplete="current-password" placeholder={t('admin.password_old')} value={password} onChange={(event) => setPassword(event.target.value)} />
        <Button danger disabled={!password} onClick={() => remove.mutate()}>
          {t('admin.factorRemove')}
        </Button>
      </div>
    </>
  )
}

/** One's own second factor. */
export function FactorCard({ onDone }: { onDone?: () => void }) {
  const { t } = useTranslation()
  const client = useQueryClient()
  const { data } = useQuery(secondFactorQuery)
  const [codes, setCodes] = useState<string[] | null>(null)
  const finish = () => {
    setCodes(null)
    void client.invalidateQueries({ queryKey: secondFactorQuery.queryKey })
    void client.invalidateQueries({ queryKey: sessionQuery.queryKey })
    onDone?.()
  }
  return (
    <section className={css.card} data-testid="factor-card">
      <h2>{t('admin.secondFactor')}</h2>
      {codes ? (
        <>
          <p>{t('admin.factorCodes')}</p>
          <ul className={css.codes}>
            {codes.map((one) => (
              <li key={one}>{one}</li>
            ))}
          </ul>
          <div className={css.end}>
            <Button type="primary" onClick={finish}>
              {t('admin.factorKept')}
            </Button>
          </div>
        </>
      ) : (
        <>
          <p>{t('admin.secondFactorHelp')}</p>
          {data?.enrolled ? <Enrolled codes={data.recovery_codes} /> : <Enrolling onDone={setCodes} />}
        </>
      )}
    </section>
  )
}

/** Where one is in. */
export function OwnSessionsCard() {
  const { t } = useTranslation()
  const client = useQueryClient()
  const { data = [] } = useQuery(ownSessionsQuery)
  const end = useMutation({ mutationFn: endOwnSession, onSuccess: () => void client.invalidateQueries({ queryKey: ownSessionsQuery.queryKey }) })
  return (
    <section className={css.card}>
      <h2>{t('admin.kind_sessions')}</h2>
      <Refusal error={end.error} />
      <Sessions sessions={data} onEnd={end.mutate} />
    </section>
  )
}
