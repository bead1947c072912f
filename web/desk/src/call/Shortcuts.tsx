import { Popover } from 'antd'
import { Keyboard } from 'lucide-react'
import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import css from './PhoneStatus.module.css'
import { useKeys } from './useKeys'

const keys = [
  ['F2', 'answer'],
  ['Shift+F2', 'planned'],
  ['F3', 'hold'],
  ['F4', 'mute'],
  ['F6', 'transfer'],
  ['Shift+F6', 'cancel'],
  ['F7', 'add'],
  ['F8', 'keypad'],
  ['F9', 'hangUp'],
  ['Shift+F9', 'endAll'],
  ['Ctrl+K', 'dial'],
  ['?', 'list'],
] as const

/** What the keys do; opened by `?`. */
export function Shortcuts() {
  const { t } = useTranslation()
  const [open, setOpen] = useState(false)
  useKeys(useMemo(() => ({ '?': () => setOpen((now) => !now) }), []))
  const list = (
    <dl className={css.keys} data-testid="shortcuts">
      {keys.map(([key, word]) => (
        <div key={key}>
          <dt>
            <kbd>{key}</kbd>
          </dt>
          <dd>{t(`keys.${word}`)}</dd>
        </div>
      ))}
    </dl>
  )
  return (
    <Popover open={open} onOpenChange={setOpen} trigger="click" placement="topRight" arrow={false} destroyOnHidden title={t('keys.title')} content={list}>
      <button type="button" className={css.help} data-testid="shortcuts-open" aria-label={t('keys.title')} title={`${t('keys.title')} (?)`}>
        <Keyboard size={16} aria-hidden />
      </button>
    </Popover>
  )
}
