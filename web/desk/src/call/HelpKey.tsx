import { Popover } from 'antd'
import { LifeBuoy } from 'lucide-react'
import { lazy, Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Loading } from '../design/Placeholders'
import { useLive } from '../live/store'
import css from './PhoneStatus.module.css'

const Asking = lazy(() => import('./Asking'))

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
  const asking = (
    <Suspense fallback={<Loading label={t('part.loading')} lines={2} />}>
      <Asking onAsked={done} />
    </Suspense>
  )
  return (
    <Popover open={open} onOpenChange={setOpen} trigger="click" placement="topRight" arrow={false} destroyOnHidden content={asking}>
      <button type="button" className={css.help} data-testid="help" data-state={state} aria-label={word} title={word}>
        <LifeBuoy size={16} aria-hidden />
        {asked && <span role="status">{word}</span>}
      </button>
    </Popover>
  )
}
