import i18next, { type InitOptions } from 'i18next'
import { initReactI18next } from 'react-i18next'
import { firstLanguage, REMEMBERED, type Language } from './language'
import type zh from './zh.json'

export { firstLanguage, type Language }
type Messages = typeof zh

declare module 'i18next' {
  interface CustomTypeOptions {
    resources: { translation: Messages }
    returnNull: false
  }
}

const files: Record<Language, () => Promise<{ default: Messages }>> = {
  zh: () => import('./zh.json'),
  en: () => import('./en.json'),
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
