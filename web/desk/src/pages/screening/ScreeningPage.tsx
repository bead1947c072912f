import { useInfiniteQuery } from '@tanstack/react-query'
import { Button, Input, Select } from 'antd'
import { Ban, Download, Plus, Search } from 'lucide-react'
import { useCallback, useDeferredValue, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useLocation, useNavigate, useParams } from 'react-router'
import { Sheet } from '../../design/Sheet'
import { ListState } from '../../record/ListState'
import { PageHead } from '../../record/PageHead'
import { VirtualRows } from '../../record/VirtualRows'
import { learn } from '../../words'
import { useFormats } from '../../words/format'
import { entriesQuery, exportAddress, type Entry } from '../../api/screening'
import { EntryForm } from './EntryForm'
import { EntrySheet } from './EntrySheet'
import css from './Screening.module.css'

await learn('screening')

const ROW = 44
const COLUMNS = ['number', 'list', 'state', 'until', 'reason', 'by'] as const
const FILTERS = { kind: ['black', 'white'], state: ['active', 'coming', 'expired'] } as const

function Cells({ entry }: { entry: Entry }) {
  const { t } = useTranslation()
  const { full } = useFormats()
  return (
    <>
      <span role="cell" className={css.who}>
        {entry.match === 'prefix' ? `${entry.number}…` : entry.number_pretty}
      </span>
      <span role="cell" className={css.list} data-kind={entry.kind}>
        {t(`screening.${entry.kind}`)}
      </span>
      <span role="cell" data-state={entry.state} className={css.state}>
        {t(`screening.state_${entry.state}`)}
      </span>
      <span role="cell" className={css.faint}>
        {entry.ends === null ? t('screening.forGood') : full(entry.ends)}
      </span>
      <span role="cell" className={css.faint} title={entry.reason}>
        {entry.reason}
      </span>
      <span role="cell" className={css.faint}>
        {entry.by_name}
      </span>
    </>
  )
}

function HeadCells() {
  const { t } = useTranslation()
  return COLUMNS.map((column) => (
    <span key={column} role="columnheader">
      {t(`screening.${column}`)}
    </span>
  ))
}

interface Filter {
  q: string
  kind: string
  state: string
}

function FilterRow({ filter, onChange }: { filter: Filter; onChange: (part: Partial<Filter>) => void }) {
  const { t } = useTranslation()
  const labels = {
    kind: FILTERS.kind.map((value) => ({ value, label: t(`screening.${value}`) })),
    state: FILTERS.state.map((value) => ({ value, label: t(`screening.state_${value}`) })),
  }
  return (
    <div className={css.filter} role="search">
      <Input
        allowClear
        prefix={<Search size={14} aria-hidden />}
        placeholder={t('screening.search')}
        aria-label={t('screening.search')}
        data-testid="screening-search"
        value={filter.q}
        onChange={(event) => onChange({ q: event.target.value })}
      />
      {(['kind', 'state'] as const).map((field) => (
        <Select<string>
          key={field}
          allowClear
          aria-label={t(field === 'kind' ? 'screening.list' : 'screening.state')}
          placeholder={t(field === 'kind' ? 'screening.list' : 'screening.state')}
          value={filter[field] || null}
          options={[...labels[field]]}
          onChange={(value: string | undefined) => onChange({ [field]: value ?? '' })}
        />
      ))}
    </div>
  )
}

/** Who is barred, and who is always let through. */
export default function ScreeningPage() {
  const { t } = useTranslation()
  const { id } = useParams()
  const { state } = useLocation() as { state: { number?: string } | null }
  const navigate = useNavigate()
  const [filter, setFilter] = useState<Filter>({ q: '', kind: '', state: '' })
  const wanted = useDeferredValue({ ...filter, q: filter.q.trim() })
  const list = useInfiniteQuery(entriesQuery({ ...wanted }))
  const rows = useMemo(() => list.data?.pages.flatMap((page) => page.items) ?? [], [list.data])
  const { hasNextPage, isFetchingNextPage, fetchNextPage } = list
  const more = useCallback(() => {
    if (hasNextPage && !isFetchingNextPage) void fetchNextPage()
  }, [hasNextPage, isFetchingNextPage, fetchNextPage])
  const open = (next?: string) => void navigate(`/screening${next ? `/${next}` : ''}`)
  const close = () => open()
  const shown = rows.find((entry) => entry.id === id)
  return (
    <div className={css.page}>
      <PageHead title={t('screening.title')}>
        <Button icon={<Download size={15} />} href={exportAddress({ ...wanted })} download="screening.csv">
          {t('screening.export')}
        </Button>
        <Button icon={<Plus size={15} />} data-testid="screening-add" onClick={() => open('new')}>
          {t('screening.add')}
        </Button>
      </PageHead>
      <FilterRow filter={filter} onChange={(part) => setFilter({ ...filter, ...part })} />
      <ListState
        query={list}
        empty={rows.length === 0}
        filtered={Object.values(wanted).some(Boolean)}
        icon={Ban}
        words={{ none: t('screening.none'), noneHelp: t('screening.noneHelp'), noneFound: t('screening.noneFound'), noneFoundHelp: t('screening.noneFoundHelp') }}
      >
        <VirtualRows
          label={t('screening.title')}
          rows={rows}
          height={ROW}
          columns={css.columns}
          head={<HeadCells />}
          rowId={(row) => row.id}
          selected={id}
          testId="screening-row"
          render={(row) => <Cells entry={row} />}
          onOpen={(row) => open(row.id)}
          onEnd={more}
        />
      </ListState>
      <Sheet open={id === 'new'} width={440} title={t('screening.add')} onClose={close}>
        <EntryForm number={state?.number ?? ''} onCancel={close} onSaved={close} />
      </Sheet>
      {shown && <EntrySheet entry={shown} onClose={close} />}
    </div>
  )
}
