import { create } from 'zustand'
import { firstLanguage, REMEMBERED, type Language } from '../words/language'
import en from './words/en.json'
import zh from './words/zh.json'

/** The page's sentences; each language has them all. */
export type Word = keyof typeof zh

const words: Record<Language, Record<Word, string>> = { zh, en }

const useLanguage = create(() => ({
  language: firstLanguage(localStorage.getItem(REMEMBERED), navigator.languages),
}))

/** Speaks this language from now on, and next time. */
export function speak(language: Language): void {
  localStorage.setItem(REMEMBERED, language)
  useLanguage.setState({ language })
}

/** A sentence with its `{gaps}` filled. */
export function say(language: Language, word: Word, gaps: Record<string, string | number> = {}): string {
  return words[language][word].replace(/\{(\w+)\}/g, (whole, gap: string) => String(gaps[gap] ?? whole))
}

/** The language spoken, and its sentences. */
export function useWords() {
  const { language } = useLanguage()
  return { language, t: (word: Word, gaps?: Record<string, string | number>) => say(language, word, gaps) }
}
