import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { duration } from './duration'
import type { Language } from './index'

export { duration }

interface Bilingual {
  zh?: string
  en?: string
}

/** Milliseconds as `00:12:31`, always as wide. */
export function clock(millis: number): string {
  const text = duration(millis)
  return text.length > 6 ? text.padStart(8, '0') : `00:${text.padStart(5, '0')}`
}

/** The name in the language spoken, or in the other one if there is no other. */
export function nameIn(language: Language, name: Bilingual | string | null | undefined): string {
  if (!name) return ''
  if (typeof name === 'string') return name
  return [name[language], name.zh, name.en].find(Boolean) ?? ''
}

function formats(language: Language) {
  const tag = language === 'zh' ? 'zh-CN' : 'en-GB'
  const time = new Intl.DateTimeFormat(tag, { hour: '2-digit', minute: '2-digit', second: '2-digit', hour12: false })
  const day = new Intl.DateTimeFormat(tag, { month: 'short', day: 'numeric' })
  const date = new Intl.DateTimeFormat(tag, { year: 'numeric', month: 'short', day: 'numeric' })
  const full = new Intl.DateTimeFormat(tag, { dateStyle: 'medium', timeStyle: 'medium', hour12: false })
  const percent = new Intl.NumberFormat(tag, { style: 'percent', maximumFractionDigits: 0 })
  const short = new Intl.DateTimeFormat(tag, { hour: '2-digit', minute: '2-digit', hour12: false })
  return {
    language,
    name: (name: Bilingual | string | null | undefined) => nameIn(language, name),
    time: (at: number) => time.format(at),
    full: (at: number) => full.format(at),
    percent: (share: number) => percent.format(share),
    money: (minor: number, currency: string) =>
      new Intl.NumberFormat(tag, { style: 'currency', currency: currency || 'CNY', currencyDisplay: 'narrowSymbol' }).format(minor / 100),
    /** Today's by the time alone, this year's by the day, older ones by the date. */
    moment: (at: number, now: number) => {
      const [then, today] = [new Date(at), new Date(now)]
      if (then.toDateString() === today.toDateString()) return time.format(at)
      const sameYear = then.getFullYear() === today.getFullYear()
      return `${(sameYear ? day : date).format(at)} ${short.format(at)}`
    },
  }
}

export type Formats = ReturnType<typeof formats>

/** Names, times, shares and amounts in the language spoken. */
export function useFormats(): Formats {
  const { i18n } = useTranslation()
  const language: Language = i18n.language === 'en' ? 'en' : 'zh'
  return useMemo(() => formats(language), [language])
}
