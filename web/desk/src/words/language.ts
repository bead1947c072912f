export type Language = 'zh' | 'en'

/** Where the language that was chosen is remembered, for all pages. */
export const REMEMBERED = 'switchroom.language'

/** What was chosen before, else what the browser speaks, else the one given. */
export function firstLanguage(remembered: string | null, spoken: readonly string[], otherwise: Language = 'zh'): Language {
  if (remembered === 'zh' || remembered === 'en') return remembered
  const known = spoken.map((tag) => tag.slice(0, 2).toLowerCase()).find((tag): tag is Language => tag === 'zh' || tag === 'en')
  return known ?? otherwise
}
