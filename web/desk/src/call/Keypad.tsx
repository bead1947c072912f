import { Popover } from 'antd'
import type { LucideIcon } from 'lucide-react'
import { useEffect, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { usePhone } from '../phone/state'
import { pressKey } from './acts'
import { DockKey } from './DockKey'
import css from './Keypad.module.css'
import { isField } from './useKeys'

const keys = ['1', '2', '3', '4', '5', '6', '7', '8', '9', '*', '0', '#']
const names: Record<string, string> = { '*': 'star', '#': 'hash' }

/** Digits typed on the keyboard are sent while the keypad is open, unless a field has them. */
function useTypedKeys(): void {
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (keys.includes(event.key) && !isField(event.target)) pressKey(event.key)
    }
    window.addEventListener('keydown', press)
    return () => window.removeEventListener('keydown', press)
  }, [])
}

function Keys(): ReactNode {
  const { t } = useTranslation()
  const sent = usePhone(({ call }) => call?.keys ?? '')
  useTypedKeys()
  return (
    <div className={css.keypad} data-testid="keypad">
      <output className={css.sent} aria-label={t('dock.sent')}>
        {sent.slice(-16) || ' '}
      </output>
      <div className={css.keys}>
        {keys.map((key) => (
          <button
            key={key}
            type="button"
            data-testid={`key-${names[key] ?? key}`}
            aria-label={t('dock.key', { key })}
            onClick={() => pressKey(key)}
          >
            {key}
          </button>
        ))}
      </div>
    </div>
  )
}

interface Props {
  icon: LucideIcon
  enabled: boolean
  open: boolean
  onOpen: (open: boolean) => void
}

/** The keys of the telephone, sent as tones. */
export function Keypad({ icon, enabled, open, onOpen }: Props) {
  const { t } = useTranslation()
  return (
    <Popover open={open && enabled} content={<Keys />} placement="top" trigger={[]} destroyOnHidden>
      <span>
        <DockKey
          icon={icon}
          label={t('dock.keypad')}
          shortcut="F8"
          testId="keypad-open"
          disabled={!enabled}
          pressed={open && enabled}
          onPress={() => onOpen(!open)}
        />
      </span>
    </Popover>
  )
}
