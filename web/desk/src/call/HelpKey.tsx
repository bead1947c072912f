import { Button, Input, Popover } from 'antd'
import { LifeBuoy } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { calls } from '../api/calls'
import { useLive } from '../live/store'
import { attempt } from './acts'
import css from './PhoneStatus.module.css'

function Asking({ onAsked }: { onAsked: () => void }) {
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

/** Calls the supervisors, and says when one of them has seen it. */
export function HelpKey() {
  const { t } = useTranslation()
  const [open, setOpen] = useState(false)
  const [asked, setAsked] = useState(false)
  const helper = useLive((live) => live.helper)
  const state = asked ? (helper ? 'seen' : 'asked') : 'none'
  const word = asked ? t(helper ? 'help.seen' : 'help.asked', { name: helper }) : t('help.label')
  const done = () => {
    useLive.setState({ helper: null })
    setAsked(true)
    setOpen(false)
  }
  return (
    <Popover open={open} onOpenChange={setOpen} trigger="click" placement="topRight" arrow={false} destroyOnHidden content={<Asking onAsked={done} />}>
      <button type="button" className={css.help} data-testid="help" data-state={state} aria-label={word} title={word}>
        <LifeBuoy size={16} aria-hidden />
        {asked && <span role="status">{word}</span>}
      </button>
    </Popover>
  )
}
