import '@testing-library/jest-dom/vitest'
import { cleanup, configure } from '@testing-library/react'
import i18next from 'i18next'
import { initReactI18next } from 'react-i18next'
import { afterAll, afterEach, beforeAll } from 'vitest'
import { areas, wordsOf } from '../src/words/areas'
import en from '../src/words/en.json'
import zh from '../src/words/zh.json'
import { centre } from './centre'

configure({ asyncUtilTimeout: 5_000 })

// jsdom has neither; nothing here is about what they answer.
window.matchMedia = (media) => ({ matches: false, media, addEventListener: () => undefined }) as unknown as MediaQueryList
const nothing = () => undefined
globalThis.ResizeObserver = class {
  observe = nothing
  unobserve = nothing
  disconnect = nothing
}

await i18next.use(initReactI18next).init({
  lng: 'en',
  fallbackLng: false,
  interpolation: { escapeValue: false },
  // Copies: what is added below would else be written into the files themselves, which tests read too.
  resources: structuredClone({ en: { translation: en }, zh: { translation: zh } }),
})
for (const language of ['zh', 'en'] as const) {
  for (const area of areas) i18next.addResourceBundle(language, 'translation', await wordsOf(area, language), true)
}

beforeAll(() => centre.listen({ onUnhandledRequest: 'error' }))
afterEach(() => {
  cleanup()
  centre.resetHandlers()
  localStorage.clear()
})
afterAll(() => centre.close())
