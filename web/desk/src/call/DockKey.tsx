import type { LucideIcon } from 'lucide-react'
import css from './Dock.module.css'

interface Props {
  icon: LucideIcon
  label: string
  shortcut?: string
  tone?: 'go' | 'stop'
  pressed?: boolean
  disabled?: boolean
  busy?: boolean
  testId: string
  onPress: () => void
}

/** One key of the dock, with its shortcut on it. */
export function DockKey({ icon: Icon, label, shortcut, tone, pressed, disabled, busy, testId, onPress }: Props) {
  return (
    <button
      type="button"
      className={css.key}
      data-tone={tone}
      data-testid={testId}
      aria-pressed={pressed}
      aria-busy={busy}
      aria-keyshortcuts={shortcut}
      disabled={disabled}
      onClick={onPress}
    >
      <Icon size={16} aria-hidden />
      <span>{label}</span>
      {shortcut && <kbd aria-hidden>{shortcut}</kbd>}
    </button>
  )
}
