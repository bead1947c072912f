import i18next, { type InitOptions } from 'i18next'
import { initReactI18next } from 'react-i18next'
import type zh from './zh.json'

export type Language = 'zh' | 'en'
type Messages = typeof zh

declare module 'i18next' {
  interface CustomTypeOptions {
    resources: { translation: Messages }
    returnNull: false
  }
}

const REMEMBERED = 'switchroom.language'

const files: Record<Language, () => Promise<{ default: Messages }>> = {
  zh: () => import('./zh.json'),
  en: () => import('./en.json'),
}

/** What was chosen before, else what the browser speaks, else Chinese. */
export function firstLanguage(remembered: string | null, spoken: readonly string[]): Language {
  if (remembered === 'zh' || remembered === 'en') return remembered
  const known = spoken.map((tag) => tag.slice(0, 2).toLowerCase()).find((tag) => tag === 'zh' || tag === 'en')
  return known === 'en' ? 'en' : 'zh'
}

async function load(language: Language): Promise<void> {
  if (i18next.hasResourceBundle(language, 'translation')) return
  i18next.addResourceBundle(language, 'translation', (await files[language]()).default)
}

/** Speaks this language from now on, and next time. */
export async function speak(language: Language): Promise<void> {
  await load(language)
  await i18next.changeLanguage(language)
  localStorage.setItem(REMEMBERED, language)
}

/** Makes the words ready, before the first thing is painted. */
export async function startWords(page: Document): Promise<void> {
  const lng = firstLanguage(localStorage.getItem(REMEMBERED), navigator.languages)
  const options: InitOptions = { lng, fallbackLng: false, interpolation: { escapeValue: false } }
  await i18next.use(initReactI18next).init({ ...options, resources: {} })
  await load(lng)
  const mark = () => {
    page.documentElement.lang = i18next.language === 'zh' ? 'zh-CN' : 'en'
  }
  i18next.on('languageChanged', mark)
  mark()
}
