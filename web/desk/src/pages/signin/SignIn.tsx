import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Button, Input, type InputRef } from 'antd'
import type { TFunction } from 'i18next'
import { ArrowBigUp, CircleAlert } from 'lucide-react'
import { useEffect, useRef, useState, type SyntheticEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { doorQuery, firstRunQuery } from '../../api/admin'
import { agent } from '../../api/agent'
import { explain } from '../../api/explain'
import { Problem } from '../../api/problem'
import { sessionQuery, signIn } from '../../api/session'
import { Mark } from '../../design/Mark'
import { propose } from '../../words'
import { CallUs } from './CallUs'
import { LanguageSwitch } from './LanguageSwitch'
import css from './SignIn.module.css'

interface Entered {
  username: string
  password: string
  /** Of an authenticator, where one is wanted. */
  code: string
}

/** Opens a session and, for an agent, takes the seat: not ready, so that nobody is rung unprepared. */
async function enter({ username, password, code }: Entered) {
  const session = await signIn(username, password, code)
  if (session.agent) await agent.signIn().catch(() => undefined)
  return session
}

function useCapsLock() {
  const [on, setOn] = useState(false)
  return { on, watch: (event: React.KeyboardEvent) => setOn(event.getModifierState('CapsLock')) }
}

const secondStep = new Set(['second-factor', 'wrong-code'])

/** Why the door stays shut; that a code is wanted is no failure. */
function refusal(error: unknown, t: TFunction): string | null {
  if (!(error instanceof Problem) || error.status !== 401) return explain(error)
  if (error.code === 'second-factor') return null
  if (error.code === 'wrong-code') return t('admin.refused_wrong-code')
  return error.code === 'locked-out' ? t('admin.refused_locked-out') : t('signIn.wrong')
}

const providerRefusals = ['unknown-here', 'not-vouched', 'provider-away'] as const

/** The way in by the provider, and what came of it. */
function Provider() {
  const { t } = useTranslation()
  const { data } = useQuery(doorQuery)
  const code = new URLSearchParams(location.search).get('refused')
  const refused = code && (providerRefusals.find((one) => one === code) ?? 'not-vouched')
  if (!data?.provider) return null
  return (
    <div className={css.form}>
      {refused && (
        <div className={css.say}>
          <p className={css.error} role="alert">
            <CircleAlert size={15} aria-hidden /> {t(`admin.refused_${refused}`)}
          </p>
        </div>
      )}
      <Button size="large" block href="/api/door/provider" data-testid="sign-in-provider">
        {t('admin.withProvider', { name: data.provider })}
      </Button>
    </div>
  )
}

function Form() {
  const { t } = useTranslation()
  const client = useQueryClient()
  const [entered, setEntered] = useState<Entered>({ username: '', password: '', code: '' })
  const [missing, setMissing] = useState(false)
  const password = useRef<InputRef>(null)
  const caps = useCapsLock()
  const [wantsCode, setWantsCode] = useState(false)
  const entry = useMutation({
    mutationFn: enter,
    onSuccess: (session) => client.setQueryData(sessionQuery.queryKey, session),
    onError: (problem) => {
      const coded = problem instanceof Problem && secondStep.has(problem.code)
      setWantsCode((wanted) => coded || (wanted && problem instanceof Problem && problem.code === 'wrong-code'))
      if (!coded) password.current?.focus({ cursor: 'all' })
    },
  })
  const submit = (event: SyntheticEvent) => {
    event.preventDefault()
    const incomplete = !entered.username.trim() || !entered.password
    setMissing(incomplete)
    if (!incomplete) entry.mutate({ ...entered, username: entered.username.trim() })
  }
  const failure = entry.error && refusal(entry.error, t)
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
      {wantsCode && (
        <label>
          <span>{t('admin.code')}</span>
          <Input
            size="large"
            autoFocus
            inputMode="text"
            autoComplete="one-time-code"
            data-testid="sign-in-code"
            value={entered.code}
            onChange={(event) => setEntered({ ...entered, code: event.target.value })}
          />
          <small>{t('admin.codeHelp')}</small>
        </label>
      )}
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

/** What the centre calls itself; its language is proposed. */
function useCentreName() {
  const { data } = useQuery(firstRunQuery)
  const language = data?.language
  useEffect(() => {
    if (language) void propose(language)
  }, [language])
  return data?.centre_name ?? ''
}

/** The door. */
export default function SignIn() {
  const { t } = useTranslation()
  const centre = useCentreName()
  return (
    <div className={css.page}>
      <LanguageSwitch />
      <main className={css.card}>
        <header className={css.head}>
          <Mark size={44} />
          <div>
            <p className={css.product}>{t('product')}</p>
            <p className={css.tagline}>{centre || t('tagline')}</p>
          </div>
        </header>
        <Form />
        <Provider />
        <CallUs />
      </main>
    </div>
  )
}
