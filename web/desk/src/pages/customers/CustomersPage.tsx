import { useInfiniteQuery } from '@tanstack/react-query'
import { Button, Input } from 'antd'
import { Contact, Search, UserPlus } from 'lucide-react'
import { useCallback, useDeferredValue, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useNavigate, useParams } from 'react-router'
import { customersQuery } from '../../api/lists'
import { usePermission } from '../../api/session'
import type { Customer } from '../../api/types'
import { useAccountWords } from '../../record/accounts'
import { ListState } from '../../record/ListState'
import { PageHead } from '../../record/PageHead'
import { Vip } from '../../record/Vip'
import { VirtualRows } from '../../record/VirtualRows'
import { CustomerSheet } from './CustomerSheet'
import css from './CustomersPage.module.css'

const ROW = 44

function Cells({ customer }: { customer: Customer }) {
  const { t } = useTranslation()
  const said = useAccountWords()
  const [first] = customer.numbers
  const labels = customer.accounts.map((account) => [account.id, said(account).label].filter(Boolean).join(' ')).join(' · ')
  return (
    <>
      <span role="cell" className={css.name}>
        <b>{customer.name}</b>
        {customer.vip > 0 && <Vip />}
      </span>
      <span role="cell" className={css.number}>
        {first ? first.pretty || first.number : '—'}
        {customer.numbers.length > 1 && <span className={css.faint}> +{customer.numbers.length - 1}</span>}
      </span>
      <span role="cell" className={css.accounts} title={labels}>
        {labels || t('customer.noAccounts')}
      </span>
      <span role="cell" className={css.notes}>
        {customer.notes}
      </span>
    </>
  )
}

function HeadCells() {
  const { t } = useTranslation()
  return (['name', 'numbers', 'accounts', 'notes'] as const).map((column) => (
    <span key={column} role="columnheader">
      {t(`customer.${column}`)}
    </span>
  ))
}

/** Everybody we know. */
export default function CustomersPage() {
  const { t } = useTranslation()
  const { id } = useParams()
  const navigate = useNavigate()
  const mayEdit = usePermission('customers.edit')
  const [q, setQ] = useState('')
  const wanted = useDeferredValue(q.trim())
  const list = useInfiniteQuery(customersQuery({ q: wanted }))
  const rows = useMemo(() => list.data?.pages.flatMap((page) => page.items) ?? [], [list.data])
  const { hasNextPage, isFetchingNextPage, fetchNextPage } = list
  const more = useCallback(() => {
    if (hasNextPage && !isFetchingNextPage) void fetchNextPage()
  }, [hasNextPage, isFetchingNextPage, fetchNextPage])
  const open = (next?: string) => void navigate(`/customers${next ? `/${next}` : ''}`)
  return (
    <div className={css.page}>
      <PageHead title={t('nav.customers')}>
        {mayEdit && (
          <Button icon={<UserPlus size={15} />} data-testid="customer-add" onClick={() => open('new')}>
            {t('customer.add')}
          </Button>
        )}
      </PageHead>
      <div className={css.filter} role="search">
        <Input
          allowClear
          prefix={<Search size={14} aria-hidden />}
          placeholder={t('customer.search')}
          aria-label={t('customer.search')}
          data-testid="customers-search"
          value={q}
          onChange={(event) => setQ(event.target.value)}
        />
      </div>
      <ListState
        query={list}
        empty={rows.length === 0}
        filtered={wanted !== ''}
        icon={Contact}
        words={{ none: t('customer.none'), noneFound: t('customer.noneFound'), noneFoundHelp: t('customer.noneFoundHelp') }}
      >
        <VirtualRows
          label={t('nav.customers')}
          rows={rows}
          height={ROW}
          columns={css.columns}
          head={<HeadCells />}
          rowId={(row) => row.id}
          selected={id}
          testId="customer-row"
          render={(row) => <Cells customer={row} />}
          onOpen={(row) => open(row.id)}
          onEnd={more}
        />
      </ListState>
      <CustomerSheet id={id} onClose={() => open()} onOpen={open} />
    </div>
  )
}
