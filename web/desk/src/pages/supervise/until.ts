import type { Instant } from '../../api/types'

const HOUR = 3_600_000

/** For how long a notice is shown: to the end of the day, or so many hours. */
export const lengths = ['day', 1, 2, 4, 8, 24] as const
export type Length = (typeof lengths)[number]

export const untilAfter = (now: Instant, length: Length): Instant =>
  length === 'day' ? new Date(now).setHours(24, 0, 0, 0) : now + length * HOUR
