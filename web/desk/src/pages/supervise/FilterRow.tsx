import { Input, Select } from 'antd'
import { Search } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { StateMark, type ShownState } from '../../design/StateMark'
import { useLive } from '../../live/store'
import { useFormats } from '../../words/format'
import { stateOrder, type Filter, type Grouping } from './agents'
import { useBoardStore } from './board'
import css from './SupervisePage.module.css'

interface Props {
  filter: Filter
  onFilter: (filter: Filter) => void
  counts: Record<ShownState, number>
  grouping: Grouping
  onGrouping: (grouping: Grouping) => void
}

const groupings: readonly Grouping[] = ['state', 'team', 'skill']

function States({ filter, onFilter, counts }: Pick<Props, 'filter' | 'onFilter' | 'counts'>) {
  const { t } = useTranslation()
  return (
    <div className={css.states} role="group" aria-label={t('interactions.state')}>
      {stateOrder.map((state) => (
        <button
          key={state}
          type="button"
          aria-pressed={filter.state === state}
          data-testid={`filter-${state}`}
          onClick={() => onFilter({ ...filter, state: filter.state === state ? '' : state })}
        >
          <StateMark state={state} small>
            {t(`state.${state}`)}
          </StateMark>
          <b>{counts[state]}</b>
        </button>
      ))}
    </div>
  )
}

/** Whom to show, and how they are put together. */
export function FilterRow({ filter, onFilter, counts, grouping, onGrouping }: Props) {
  const { t } = useTranslation()
  const { name } = useFormats()
  const queues = useLive((live) => live.queues)
  const teams = useBoardStore((board) => board.teams)
  const choices = {
    queue: queues.map((queue) => ({ value: queue.id, label: name(queue.name) })),
    team: Object.entries(teams).map(([value, names]) => ({ value, label: name(names) })),
  }
  return (
    <div className={css.filter} role="search">
      <Input
        allowClear
        className={css.search}
        prefix={<Search size={14} aria-hidden />}
        placeholder={t('supervise.search')}
        aria-label={t('supervise.search')}
        data-testid="board-search"
        value={filter.text}
        onChange={(event) => onFilter({ ...filter, text: event.target.value })}
      />
      {(['queue', 'team'] as const).map((field) => (
        <Select<string>
          key={field}
          allowClear
          className={css.choose}
          aria-label={t(`supervise.${field}`)}
          placeholder={t(`supervise.${field}`)}
          value={filter[field] || null}
          options={choices[field]}
          onChange={(value: string | undefined) => onFilter({ ...filter, [field]: value ?? '' })}
        />
      ))}
      <Select<Grouping>
        className={css.choose}
        aria-label={t('supervise.grouping')}
        value={grouping}
        options={groupings.map((value) => ({ value, label: t(`supervise.by_${value}`) }))}
        onChange={onGrouping}
      />
      <States filter={filter} onFilter={onFilter} counts={counts} />
    </div>
  )
}
