import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Button, Input, type InputRef } from 'antd'
import { ArrowBigUp, CircleAlert } from 'lucide-react'
import { useRef, useState, type SyntheticEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { agent } from '../../api/agent'
import { explain } from '../../api/explain'
import { Problem } from '../../api/problem'
import { sessionQuery, signIn } from '../../api/session'
import { Mark } from '../../design/Mark'
import { LanguageSwitch } from './LanguageSwitch'
import css from './SignIn.module.css'

interface Entered {
  username: string
  password: string
}

/** Opens a session and, for an agent, takes the seat: not ready, so that nobody is rung unprepared. */
async function enter({ username, password }: Entered) {
  const session = await signIn(username, password)
  if (session.agent) await agent.signIn().catch(() => undefined)
  return session
}

function useCapsLock() {
  const [on, setOn] = useState(false)
  return { on, watch: (event: React.KeyboardEvent) => setOn(event.getModifierState('CapsLock')) }
}

function Form() {
  const { t } = useTranslation()
  const client = useQueryClient()
  const [entered, setEntered] = useState<Entered>({ username: '', password: '' })
  const [missing, setMissing] = useState(false)
  const password = useRef<InputRef>(null)
  const caps = useCapsLock()
  const entry = useMutation({
    mutationFn: enter,
    onSuccess: (session) => client.setQueryData(sessionQuery.queryKey, session),
    onError: () => password.current?.focus({ cursor: 'all' }),
  })
  const submit = (event: SyntheticEvent) => {
    event.preventDefault()
    const incomplete = !entered.username.trim() || !entered.password
    setMissing(incomplete)
    if (!incomplete) entry.mutate({ ...entered, username: entered.username.trim() })
  }
  const wrong = entry.error instanceof Problem && entry.error.status === 401
  const failure = wrong ? t('signIn.wrong') : entry.error && explain(entry.error)
  const said = missing ? t('signIn.needed') : failure
  return (
    <form className={css.form} onSubmit={submit} data-testid="sign-in-form" noValidate>
      <h1>{t('signIn.title')}</h1>
      <label>
        <span>{t('signIn.username')}</span>
        <Input
          size="large"
          autoFocus
          name="username"
          autoComplete="username"
          autoCapitalize="none"
          spellCheck={false}
          data-testid="sign-in-username"
          value={entered.username}
          onChange={(event) => setEntered({ ...entered, username: event.target.value })}
        />
      </label>
      <label>
        <span>{t('signIn.password')}</span>
        <Input.Password
          ref={password}
          size="large"
          name="password"
          autoComplete="current-password"
          data-testid="sign-in-password"
          value={entered.password}
          onKeyUp={caps.watch}
          onKeyDown={caps.watch}
          onChange={(event) => setEntered({ ...entered, password: event.target.value })}
        />
      </label>
      <div className={css.say} aria-live="polite">
        {caps.on && (
          <p className={css.hint}>
            <ArrowBigUp size={15} aria-hidden /> {t('signIn.capsLock')}
          </p>
        )}
        {said && !entry.isPending && (
          <p className={css.error} role="alert" data-testid="sign-in-error">
            <CircleAlert size={15} aria-hidden /> {said}
          </p>
        )}
      </div>
      <Button size="large" type="primary" htmlType="submit" block loading={entry.isPending} data-testid="sign-in-submit">
        {entry.isPending ? t('signIn.submitting') : t('signIn.submit')}
      </Button>
    </form>
  )
}

/** The door. */
export default function SignIn() {
  const { t } = useTranslation()
  return (
    <div className={css.page}>
      <LanguageSwitch />
      <main className={css.card}>
        <header className={css.head}>
          <Mark size={44} />
          <div>
            <p className={css.product}>{t('product')}</p>
            <p className={css.tagline}>{t('tagline')}</p>
          </div>
        </header>
        <Form />
      </main>
    </div>
  )
}
