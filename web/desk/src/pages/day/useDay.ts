import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { useSearchParams } from 'react-router'
import type { AskedDay } from '../../api/days'
import { useSession } from '../../api/session'
import { useFormats } from '../../words/format'

/** Whose day and which is looked at, as the address says; oneself is not named. */
export function useAsked(): [AskedDay, (day: string) => void] {
  const { user } = useSession()
  const [params, setParams] = useSearchParams()
  const agent = params.get('agent') ?? ''
  const asked = { agent: agent === user.id ? '' : agent, day: params.get('day') ?? '' }
  const choose = (day: string) => setParams({ ...(asked.agent && { agent: asked.agent }), ...(day && { day }) })
  return [asked, choose]
}

/** Times of the day as the clock of the agent's site shows them. */
export function useClock(zone: string): (at: number) => string {
  const { language } = useFormats()
  return useMemo(() => {
    const tag = language === 'zh' ? 'zh-CN' : 'en-GB'
    const format = new Intl.DateTimeFormat(tag, { timeZone: zone, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' })
    return (at) => format.format(at)
  }, [language, zone])
}

/** Questions that customers answer by keys, in words. */
export function useQuestion(): (question: string) => string {
  const { t } = useTranslation()
  return (question) => t(`rating.question_${question}` as 'rating.question_service', { defaultValue: question })
}
