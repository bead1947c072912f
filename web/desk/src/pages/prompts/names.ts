import type { PromptRow } from '../../api/prompts'

const LONGEST = 64

/** A name as the centre takes it, out of what somebody types. */
export const promptName = (typed: string): string =>
  typed.toLowerCase().replaceAll(/[^a-z0-9-]+/g, '-').replace(/^-+/, '').slice(0, LONGEST)

/** What is wrong with a name for a new prompt: another has it, or sentences have such names. */
export function nameProblem(name: string, rows: readonly PromptRow[]): 'taken' | 'reserved' | null {
  if (name.startsWith('text-')) return 'reserved'
  return rows.some((row) => row.id === name && row.changed !== null) ? 'taken' : null
}
