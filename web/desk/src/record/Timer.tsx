import { useNow } from '../live/clock'
import { clock, duration } from '../words/format'

interface Props {
  since: number
  /** Always hours, minutes and seconds. */
  wide?: boolean
  testId?: string
}

/** Time since then, counting. */
export function Timer({ since, wide = false, testId }: Props) {
  const passed = useNow() - since
  return (
    <span data-testid={testId} role="timer">
      {(wide ? clock : duration)(passed)}
    </span>
  )
}
