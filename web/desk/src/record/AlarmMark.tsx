import { CircleAlert, Info, OctagonAlert, TriangleAlert, type LucideIcon } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { Alarm, Severity } from '../api/alarms'
import { learn } from '../words'
import css from './AlarmMark.module.css'

await learn('alarms')

/** Each severity has a shape of its own, since colours are not seen alike by everybody. */
const shapes: Record<Severity, LucideIcon> = {
  critical: OctagonAlert,
  major: TriangleAlert,
  minor: CircleAlert,
  warning: Info,
}

/** How grave something is, by shape, colour and word; as a sign with a count it does without the word on a telephone's screen. */
export function AlarmMark({ severity, more }: { severity: Severity; more?: number }) {
  const { t } = useTranslation()
  const Shape = shapes[severity]
  return (
    <span className={css.mark} data-severity={severity} data-sign={more !== undefined || undefined}>
      <Shape size={16} strokeWidth={2.25} aria-hidden />
      <span className={css.word}>{t(`alarms.${severity}`)}</span>
      {more !== undefined && <span>{more}</span>}
    </span>
  )
}

/** What an alarm says, and what to do about it; kinds of another version by their own name. */
export function useAlarmWords() {
  const { t, i18n } = useTranslation()
  const has = (key: string): boolean => i18n.exists(key)
  const subject = (alarm: Alarm): string => {
    const key = `alarms.subject_${alarm.subject}` as 'alarms.subject_home'
    return alarm.kind.startsWith('disk-') && has(key) ? t(key) : alarm.subject
  }
  return {
    says: (alarm: Alarm): string => {
      const key = `alarms.kind_${alarm.kind}` as 'alarms.kind_disk-full'
      return has(key) ? t(key, { subject: subject(alarm) }) : `${alarm.kind} ${alarm.subject}`
    },
    helps: (alarm: Alarm): string => {
      const key = `alarms.help_${alarm.kind}` as 'alarms.help_disk-full'
      return has(key) ? t(key) : ''
    },
  }
}
