import { useEffect } from 'react'
import { sendKey } from './call'
import { useCall } from './state'
import css from './Visitor.module.css'
import { useWords } from './words'

const keys = ['1', '2', '3', '4', '5', '6', '7', '8', '9', '*', '0', '#']
const names: Record<string, string> = { '*': 'star', '#': 'hash' }

function useTypedKeys(): void {
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      const typing = event.target instanceof HTMLElement && /^(INPUT|SELECT)$/.test(event.target.tagName)
      if (keys.includes(event.key) && !typing && !event.repeat) sendKey(event.key)
    }
    window.addEventListener('keydown', press)
    return () => window.removeEventListener('keydown', press)
  }, [])
}

/** The keys for the menu, on the screen and on the keyboard. */
export function Keypad({ enabled }: { enabled: boolean }) {
  const { t } = useWords()
  const sent = useCall((call) => call.keys)
  useTypedKeys()
  return (
    <div className={css.keypad} role="group" aria-label={t('keypad')}>
      <output className={css.sent} aria-label={t('sent')} data-testid="keys-sent">
        {sent.slice(-14) || '\u00a0'}
      </output>
      {keys.map((key) => (
        <button
          key={key}
          type="button"
          disabled={!enabled}
          data-testid={`key-${names[key] ?? key}`}
          aria-label={t('key', { key })}
          onClick={() => sendKey(key)}
        >
          {key}
        </button>
      ))}
    </div>
  )
}
