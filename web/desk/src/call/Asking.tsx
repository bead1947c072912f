import { Button, Input } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { calls } from '../api/calls'
import { attempt } from './acts'
import css from './PhoneStatus.module.css'

/** What help is wanted for. */
export default function Asking({ onAsked }: { onAsked: () => void }) {
  const { t } = useTranslation()
  const [text, setText] = useState('')
  const [sending, setSending] = useState(false)
  const ask = async () => {
    setSending(true)
    if (await attempt(calls.askForHelp(text))) onAsked()
    setSending(false)
  }
  return (
    <form
      className={css.devices}
      onSubmit={(event) => {
        event.preventDefault()
        void ask()
      }}
    >
      <label>
        <span>{t('help.what')}</span>
        <Input autoFocus maxLength={200} value={text} data-testid="help-text" onChange={(event) => setText(event.target.value)} />
      </label>
      <Button type="primary" htmlType="submit" loading={sending} data-testid="help-ask">
        {t('help.ask')}
      </Button>
    </form>
  )
}
