import { Input } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import css from './Form.module.css'
import { byDay, days, readHours, written, type Day, type Week } from './week'

/** A text of intervals, taken over as soon as it can be read. */
export function HoursInput({ hours, label, onChange }: { hours: string[]; label: string; onChange: (hours: string[]) => void }) {
  const { t } = useTranslation()
  const [text, setText] = useState(() => hours.join(', '))
  const wrong = readHours(text) === null
  return (
    <Input
      aria-label={label}
      placeholder={t('admin.closedDay')}
      value={text}
      {...(wrong && { status: 'error' as const })}
      aria-invalid={wrong}
      onChange={(event) => {
        setText(event.target.value)
        const read = readHours(event.target.value)
        if (read) onChange(read)
      }}
      onBlur={() => !wrong && setText((readHours(text) ?? []).join(', '))}
    />
  )
}

/** Seven days with their hours. */
export function WeekField({ value, onChange }: { value: Week; onChange: (week: Week) => void }) {
  const { t } = useTranslation()
  const hours = byDay(value)
  const change = (day: Day, next: string[]) => onChange(written({ ...hours, [day]: next }))
  return (
    <div className={css.week}>
      {days.map((day) => (
        <label key={day}>
          <span>{t(`admin.day_${day}`)}</span>
          <HoursInput hours={hours[day]} label={t(`admin.day_${day}`)} onChange={(next) => change(day, next)} />
        </label>
      ))}
      <small>{t('admin.help_week')}</small>
    </div>
  )
}
