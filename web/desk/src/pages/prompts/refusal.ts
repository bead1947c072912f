import i18next from 'i18next'
import { explain } from '../../api/explain'
import { Problem } from '../../api/problem'

const SPOKEN = ['sound-unreadable', 'sound-too-long', 'sound-silent', 'sound-too-short', 'file-too-large', 'prompt-used'] as const

/** Why a sound or a prompt was refused, in the desk's language. */
export function refusal(problem: unknown): string {
  const code = SPOKEN.find((one) => problem instanceof Problem && problem.code === one)
  return code ? i18next.t(`prompts.refused.${code}`) : explain(problem)
}

/** Whether the same may work a moment later. */
export const isPassing = (problem: unknown): boolean =>
  problem instanceof Problem && (problem.code === 'unreachable' || problem.code === 'unavailable')
