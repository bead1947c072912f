import { Button, Checkbox, Input } from 'antd'
import { Plus, X } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import css from './Form.module.css'
import { HoursInput } from './WeekField'

interface Holiday {
  name?: string
  first: string
  last?: string | null
  hours?: string[]
  yearly?: boolean
}

const today = () => new Date().toISOString().slice(0, 10)

/** Days whose hours are their own. */
export function HolidaysField({ value, onChange }: { value: unknown; onChange: (value: unknown) => void }) {
  const { t } = useTranslation()
  const holidays = (value ?? []) as Holiday[]
  const change = (at: number, part: Partial<Holiday>) => onChange(holidays.map((one, index) => (index === at ? { ...one, ...part } : one)))
  return (
    <div className={css.rows}>
      {holidays.map((holiday, at) => (
        <div key={at} className={css.holiday}>
          <Input aria-label={t('admin.field_name')} placeholder={t('admin.field_name')} value={holiday.name ?? ''} onChange={(event) => change(at, { name: event.target.value })} />
          <Input type="date" aria-label={t('admin.firstDay')} value={holiday.first} onChange={(event) => event.target.value && change(at, { first: event.target.value })} />
          <Input type="date" aria-label={t('admin.lastDay')} min={holiday.first} value={holiday.last ?? holiday.first} onChange={(event) => change(at, { last: event.target.value || null })} />
          <HoursInput hours={holiday.hours ?? []} label={t('admin.holidayHours')} onChange={(hours) => change(at, { hours })} />
          <Checkbox checked={holiday.yearly ?? false} onChange={(event) => change(at, { yearly: event.target.checked })}>
            {t('admin.yearly')}
          </Checkbox>
          <Button type="text" aria-label={t('admin.removeRow')} icon={<X size={15} />} onClick={() => onChange(holidays.filter((_, index) => index !== at))} />
        </div>
      ))}
      <Button size="small" className={css.add ?? ''} icon={<Plus size={14} />} onClick={() => onChange([...holidays, { name: '', first: today(), hours: [], yearly: false }])}>
        {t('admin.add_holidays')}
      </Button>
    </div>
  )
}
