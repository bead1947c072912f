import i18next, { type InitOptions } from 'i18next'
import { initReactI18next } from 'react-i18next'
import { wordsOf, type Area, type AreaWords } from './areas'
import { firstLanguage, REMEMBERED, type Language } from './language'
import type zh from './zh.json'

export { firstLanguage, type Language }

/** Those that the first screens need, and those of the areas. */
type Messages = typeof zh & AreaWords

declare module 'i18next' {
  interface CustomTypeOptions {
    resources: { translation: Messages }
    returnNull: false
  }
}

const files: Record<Language, () => Promise<{ default: typeof zh }>> = {
  zh: () => import('./zh.json'),
  en: () => import('./en.json'),
}

const learnt = new Set<Area>()

async function loadArea(area: Area, language: Language): Promise<void> {
  i18next.addResourceBundle(language, 'translation', await wordsOf(area, language), true)
}

async function load(language: Language): Promise<void> {
  if (!i18next.hasResourceBundle(language, 'translation')) {
    i18next.addResourceBundle(language, 'translation', (await files[language]()).default)
  }
  await Promise.all([...learnt].map((area) => loadArea(area, language)))
}

/** Makes an area's words ready; its pages await this before they are shown. */
export async function learn(area: Area): Promise<void> {
  learnt.add(area)
  await loadArea(area, i18next.language === 'en' ? 'en' : 'zh')
}

/** Speaks this language from now on, and next time. */
export async function speak(language: Language): Promise<void> {
  await load(language)
  await i18next.changeLanguage(language)
  localStorage.setItem(REMEMBERED, language)
}

/** Speaks the centre's language to somebody who has chosen none, and whose browser speaks none of ours. */
export async function propose(language: Language): Promise<void> {
  const first = firstLanguage(localStorage.getItem(REMEMBERED), navigator.languages, language)
  if (first === i18next.language) return
  await load(first)
  await i18next.changeLanguage(first)
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
