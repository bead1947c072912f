import { Button, Input, Select } from 'antd'
import { Search } from 'lucide-react'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useLive } from '../../live/store'
import { useChoices, useDispositionName } from '../../record/useChoices'
import { useFormats } from '../../words/format'
import { periods, states, type Filter, type Period } from './filter'
import css from './InteractionsPage.module.css'

const PAUSE = 250

interface Props {
  filter: Filter
  filtered: boolean
  onChange: (part: Partial<Filter>) => void
  onReset: () => void
}

function SearchField({ value, onChange }: { value: string; onChange: (value: string) => void }) {
  const { t } = useTranslation()
  const [typed, setTyped] = useState(value)
  useEffect(() => {
    if (typed === value) return
    const timer = setTimeout(() => onChange(typed), PAUSE)
    return () => clearTimeout(timer)
    // Only what is typed starts the pause anew; the rest changes with every render.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [typed])
  return (
    <Input
      className={css.search ?? ''}
      allowClear
      prefix={<Search size={14} aria-hidden />}
      placeholder={t('interactions.search')}
      aria-label={t('interactions.search')}
      data-testid="interactions-search"
      value={typed}
      onChange={(event) => setTyped(event.target.value)}
    />
  )
}

/** What to look for. */
export function FilterRow({ filter, filtered, onChange, onReset }: Props) {
  const { t } = useTranslation()
  const { name } = useFormats()
  const queues = useLive((live) => live.queues)
  const { dispositions } = useChoices()
  const dispositionName = useDispositionName()
  const parents = new Set(dispositions.map(({ parent }) => parent))
  const selects = [
    ['queue', queues.map((queue) => ({ value: queue.id, label: name(queue.name) }))],
    ['state', states.map((state) => ({ value: state, label: t(`state.${state}`) }))],
    [
      'disposition',
      dispositions.filter(({ id }) => !parents.has(id)).map(({ id }) => ({ value: id, label: dispositionName(id) })),
    ],
  ] as const
  return (
    <div className={css.filter} role="search">
      <SearchField key={filtered ? 'some' : 'none'} value={filter.q} onChange={(q) => onChange({ q })} />
      <Select<Period>
        aria-label={t('interactions.period')}
        value={filter.period}
        options={periods.map((period) => ({ value: period, label: t(`interactions.${period}`) }))}
        onChange={(period) => onChange({ period })}
      />
      {selects.map(([field, options]) => (
        <Select<string>
          key={field}
          allowClear
          showSearch={{ optionFilterProp: 'label' }}
          popupMatchSelectWidth={false}
          aria-label={t(`interactions.${field}`)}
          placeholder={t(`interactions.${field}`)}
          value={filter[field] || null}
          options={[...options]}
          onChange={(value: string | undefined) => onChange({ [field]: value ?? '' })}
        />
      ))}
      {filtered && (
        <Button type="text" onClick={onReset}>
          {t('interactions.reset')}
        </Button>
      )}
    </div>
  )
}
