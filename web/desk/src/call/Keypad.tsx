import { Popover } from 'antd'
import { Grid3x3 } from 'lucide-react'
import { useEffect, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { sendKey } from '../phone/session'
import { usePhone } from '../phone/state'
import { DockKey } from './DockKey'
import css from './Keypad.module.css'

const keys = ['1', '2', '3', '4', '5', '6', '7', '8', '9', '*', '0', '#']
const names: Record<string, string> = { '*': 'star', '#': 'hash' }

const typing = (target: EventTarget | null) =>
  target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName))

/** Digits typed on the keyboard are sent while the keypad is open, unless a field has them. */
function useTypedKeys(): void {
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (keys.includes(event.key) && !typing(event.target)) sendKey(event.key)
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
            onClick={() => sendKey(key)}
          >
            {key}
          </button>
        ))}
      </div>
    </div>
  )
}

interface Props {
  enabled: boolean
  open: boolean
  onOpen: (open: boolean) => void
}

/** The keys of the telephone, sent as tones. */
export function Keypad({ enabled, open, onOpen }: Props) {
  const { t } = useTranslation()
  return (
    <Popover open={open && enabled} content={<Keys />} placement="top" trigger={[]} destroyOnHidden>
      <span>
        <DockKey
          icon={Grid3x3}
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
