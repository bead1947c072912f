import { Input, Select } from 'antd'
import { Search } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { severities } from '../../api/alarms'
import type { Query } from '../../api/request'
import type { Instant } from '../../api/types'
import css from './Alarms.module.css'

export interface Filter {
  q: string
  severity: string
  state: string
  /** Days back from when it was chosen, and that moment. */
  period: string
  since: Instant | undefined
}

export const nothing: Filter = { q: '', severity: '', state: '', period: '', since: undefined }

const DAY = 86_400_000
const periods = ['1', '7', '30'] as const

/** As the centre is asked. */
export const queryOf = ({ q, severity, state, since }: Filter): Query => ({ q: q.trim(), severity, state, since })

const chosen = (field: 'severity' | 'state' | 'period', value: string): Partial<Filter> =>
  field === 'period'
    ? { period: value, since: value ? Date.now() - Number(value) * DAY : undefined }
    : { [field]: value }

/** What of the history is shown. */
export function FilterRow({ filter, onChange }: { filter: Filter; onChange: (part: Partial<Filter>) => void }) {
  const { t } = useTranslation()
  const choices = {
    severity: severities.map((value) => ({ value, label: t(`alarms.${value}`) })),
    state: (['raised', 'cleared'] as const).map((value) => ({ value, label: t(`alarms.state_${value}`) })),
    period: periods.map((value) => ({ value, label: t(`alarms.period_${value}`) })),
  }
  return (
    <div className={css.filter} role="search">
      <Input
        allowClear
        prefix={<Search size={14} aria-hidden />}
        placeholder={t('alarms.search')}
        aria-label={t('alarms.search')}
        data-testid="alarms-search"
        value={filter.q}
        onChange={(event) => onChange({ q: event.target.value })}
      />
      {(['severity', 'state', 'period'] as const).map((field) => (
        <Select<string>
          key={field}
          allowClear
          aria-label={t(`alarms.${field}`)}
          placeholder={t(`alarms.${field}`)}
          data-testid={`alarms-${field}`}
          value={filter[field] || null}
          options={choices[field]}
          onChange={(value: string | undefined) => onChange(chosen(field, value ?? ''))}
        />
      ))}
    </div>
  )
}
