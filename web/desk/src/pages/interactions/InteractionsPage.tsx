import { useInfiniteQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import { Download, History, RotateCw } from 'lucide-react'
import { useCallback, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useLocation, useNavigate, useParams } from 'react-router'
import { interactionsQuery } from '../../api/lists'
import { address } from '../../api/request'
import { usePermission } from '../../api/session'
import { ListState } from '../../record/ListState'
import { PageHead } from '../../record/PageHead'
import { VirtualRows } from '../../record/VirtualRows'
import { toQuery, useFilter } from './filter'
import { FilterRow } from './FilterRow'
import { InteractionSheet } from './InteractionSheet'
import { Cells, HeadCells } from './InteractionRow'
import css from './InteractionsPage.module.css'

const ROW = 44

/** Everything that came in, newest first. */
export default function InteractionsPage() {
  const { t } = useTranslation()
  const { id } = useParams()
  const { search } = useLocation()
  const navigate = useNavigate()
  const mayExport = usePermission('interactions.export')
  const [now] = useState(() => Date.now())
  const { filter, change, filtered, reset } = useFilter()
  const query = useMemo(() => toQuery(filter, now), [filter, now])
  const list = useInfiniteQuery(interactionsQuery(query))
  const rows = useMemo(() => list.data?.pages.flatMap((page) => page.items) ?? [], [list.data])
  const { hasNextPage, isFetchingNextPage, fetchNextPage } = list
  const more = useCallback(() => {
    if (hasNextPage && !isFetchingNextPage) void fetchNextPage()
  }, [hasNextPage, isFetchingNextPage, fetchNextPage])
  const open = (next?: string) => void navigate({ pathname: `/interactions${next ? `/${next}` : ''}`, search })
  return (
    <div className={css.page}>
      <PageHead title={t('interactions.title')}>
        <Button
          type="text"
          aria-label={t('interactions.refresh')}
          icon={<RotateCw size={15} />}
          loading={list.isRefetching}
          onClick={() => void list.refetch()}
        />
        {mayExport && (
          <Button
            icon={<Download size={15} />}
            href={address('/interactions/export.csv', query)}
            data-testid="interactions-export"
            download
          >
            {t('interactions.export')}
          </Button>
        )}
      </PageHead>
      <FilterRow filter={filter} filtered={filtered} onChange={change} onReset={reset} />
      <ListState
        query={list}
        empty={rows.length === 0}
        filtered={filtered}
        icon={History}
        words={{
          none: t('interactions.none'),
          noneHelp: t('interactions.noneHelp'),
          noneFound: t('interactions.noneFound'),
          noneFoundHelp: t('interactions.noneFoundHelp'),
        }}
      >
        <VirtualRows
          label={t('interactions.title')}
          rows={rows}
          height={ROW}
          columns={css.columns}
          head={<HeadCells />}
          rowId={(row) => row.id}
          selected={id}
          testId="interaction-row"
          render={(row) => <Cells row={row} now={now} />}
          onOpen={(row) => open(row.id)}
          onEnd={more}
        />
      </ListState>
      <InteractionSheet id={id} onClose={() => open()} />
    </div>
  )
}
