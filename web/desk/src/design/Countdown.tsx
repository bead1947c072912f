import css from './Countdown.module.css'

interface Props {
  /** Milliseconds that are left, and that there were. */
  left: number
  total: number
  size?: number
  label: string
}

const STROKE = 3

/** A ring that empties; the seconds stand in it. */
export function Countdown({ left, total, size = 40, label }: Props) {
  const radius = (size - STROKE) / 2
  const round = 2 * Math.PI * radius
  const share = total > 0 ? Math.min(1, Math.max(0, left / total)) : 0
  return (
    <span className={css.ring} style={{ width: size, height: size }} role="timer" aria-label={label}>
      <svg width={size} height={size} aria-hidden>
        <circle className={css.track} cx={size / 2} cy={size / 2} r={radius} strokeWidth={STROKE} />
        <circle
          className={css.left}
          cx={size / 2}
          cy={size / 2}
          r={radius}
          strokeWidth={STROKE}
          strokeDasharray={round}
          strokeDashoffset={round * (1 - share)}
        />
      </svg>
      <span aria-hidden>{Math.max(0, Math.floor(left / 1000))}</span>
    </span>
  )
}
