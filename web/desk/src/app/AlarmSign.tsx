import { ShieldCheck } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { NavLink } from 'react-router'
import { AlarmMark } from '../record/AlarmMark'
import { asking, useAlarming } from './alarming'
import css from './AlarmSign.module.css'

/** What is wrong with the centre, in one sign; opens the list of all of it. */
export default function AlarmSign() {
  const { t } = useTranslation()
  const alarms = useAlarming()
  const gravest = alarms?.[0]
  if (!alarms) return null
  const word = gravest
    ? t('alarms.sign', { count: alarms.length, severity: t(`alarms.${gravest.severity}`) })
    : t('alarms.well')
  return (
    <NavLink
      to="/alarms"
      className={css.sign}
      data-testid="alarms"
      data-asking={asking(alarms).length > 0 || undefined}
      aria-label={word}
      title={word}
    >
      {gravest ? <AlarmMark severity={gravest.severity} more={alarms.length} /> : <ShieldCheck size={16} aria-hidden />}
      <span className={css.said} role="status">
        {gravest && word}
      </span>
    </NavLink>
  )
}
