import i18next from 'i18next'
import { Problem } from './problem'

const known = ['unreachable', 'denied', 'unauthenticated', 'not-found', 'conflict', 'unavailable', 'invalid'] as const

/** A problem in a sentence: the centre's own where it knows more than the kind of it. */
export function explain(problem: unknown): string {
  if (!(problem instanceof Problem)) return i18next.t('problem.other')
  const code = known.find((name) => name === problem.code)
  const kind = i18next.t(`problem.${code ?? 'other'}`)
  return problem.message && (code === undefined || code === 'conflict' || code === 'invalid')
    ? `${kind} ${problem.message}`
    : kind
}
