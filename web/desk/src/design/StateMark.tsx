import { BellRing, Check, Minus, Pause, PenLine, Phone, Power, type LucideIcon } from 'lucide-react'
import type { stateColours } from './tokens'
import css from './StateMark.module.css'

export type ShownState = keyof typeof stateColours

const icons: Record<ShownState, LucideIcon> = {
  ready: Check,
  offered: BellRing,
  talking: Phone,
  held: Pause,
  'wrap-up': PenLine,
  'not-ready': Minus,
  'signed-out': Power,
}

interface Props {
  state: ShownState
  /** The state's word; colour and icon never stand without it. */
  children: React.ReactNode
  small?: boolean
}

/** A state, the same wherever it is shown: colour, icon and word. */
export function StateMark({ state, children, small = false }: Props) {
  const Icon = icons[state]
  return (
    <span className={css.mark} data-state={state} data-small={small || undefined}>
      <span className={css.disc} aria-hidden>
        <Icon size={small ? 10 : 12} strokeWidth={3} />
      </span>
      <span className={css.word}>{children}</span>
    </span>
  )
}
