import { Phone } from 'lucide-react'
import { useState, type SyntheticEvent } from 'react'
import { call } from './call'
import { useCall } from './state'
import css from './Visitor.module.css'
import { useWords, type Word } from './words'

interface FieldProps {
  word: Word
  value: string
  onChange: (value: string) => void
  type: 'text' | 'tel'
  complete: 'name' | 'tel'
}

function Field({ word, value, onChange, type, complete }: FieldProps) {
  const { t } = useWords()
  return (
    <label className={css.field}>
      <span>
        {t(word)} <small>{t('optional')}</small>
      </span>
      <input
        type={type}
        name={complete}
        autoComplete={complete}
        maxLength={40}
        data-testid={`visitor-${word}`}
        value={value}
        onChange={(event) => onChange(event.target.value)}
      />
    </label>
  )
}

/** Before the call: who calls, and why the last try came to nothing. */
export function Start({ ready }: { ready: boolean }) {
  const { t } = useWords()
  const problem = useCall((state) => state.problem)
  const [name, setName] = useState('')
  const [number, setNumber] = useState('')
  const submit = (event: SyntheticEvent) => {
    event.preventDefault()
    void call(name, number)
  }
  return (
    <form className={css.card} onSubmit={submit}>
      <p className={css.lead}>{t('lead')}</p>
      {problem && (
        <p className={css.problem} role="alert" data-testid="problem" data-problem={problem.word}>
          {t(problem.word, { seconds: problem.seconds ?? 0 })}
        </p>
      )}
      <Field word="name" value={name} onChange={setName} type="text" complete="name" />
      <Field word="number" value={number} onChange={setNumber} type="tel" complete="tel" />
      <p className={css.hint}>{t('unverified')}</p>
      <button type="submit" className={`${css.key} ${css.go}`} disabled={!ready} data-testid="call">
        <Phone size={24} aria-hidden /> {t('call')}
      </button>
    </form>
  )
}
