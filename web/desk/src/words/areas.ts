import type adminWords from './admin/zh.json'
import type alarmWords from './alarms/zh.json'
import type dayWords from './day/zh.json'
import type flowWords from './flows/zh.json'
import type journalWords from './journal/zh.json'
import type noticeWords from './notices/zh.json'
import type planWords from './plan/zh.json'
import type promptWords from './prompts/zh.json'
import type screeningWords from './screening/zh.json'
import type superviseWords from './supervise/zh.json'
import type tourWords from './tour/zh.json'
import type { Language } from './language'

/** The words that the first screens do without: each area's come with its pages, under its own name. */
export interface AreaWords {
  admin: typeof adminWords
  alarms: typeof alarmWords
  day: typeof dayWords
  flows: typeof flowWords
  journal: typeof journalWords
  notices: typeof noticeWords
  plan: typeof planWords
  prompts: typeof promptWords
  screening: typeof screeningWords
  supervise: typeof superviseWords
  tour: typeof tourWords
}

export type Area = keyof AreaWords

const files: { [area in Area]: Record<Language, () => Promise<{ default: AreaWords[area] }>> } = {
  admin: { zh: () => import('./admin/zh.json'), en: () => import('./admin/en.json') },
  alarms: { zh: () => import('./alarms/zh.json'), en: () => import('./alarms/en.json') },
  day: { zh: () => import('./day/zh.json'), en: () => import('./day/en.json') },
  flows: { zh: () => import('./flows/zh.json'), en: () => import('./flows/en.json') },
  journal: { zh: () => import('./journal/zh.json'), en: () => import('./journal/en.json') },
  notices: { zh: () => import('./notices/zh.json'), en: () => import('./notices/en.json') },
  plan: { zh: () => import('./plan/zh.json'), en: () => import('./plan/en.json') },
  prompts: { zh: () => import('./prompts/zh.json'), en: () => import('./prompts/en.json') },
  screening: { zh: () => import('./screening/zh.json'), en: () => import('./screening/en.json') },
  supervise: { zh: () => import('./supervise/zh.json'), en: () => import('./supervise/en.json') },
  tour: { zh: () => import('./tour/zh.json'), en: () => import('./tour/en.json') },
}

export const areas = Object.keys(files) as Area[]

/** An area's words in one language. */
export async function wordsOf(area: Area, language: Language): Promise<Partial<AreaWords>> {
  return { [area]: (await files[area][language]()).default }
}
