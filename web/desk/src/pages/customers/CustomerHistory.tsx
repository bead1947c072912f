import { useQueries } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { contactsQuery } from '../../api/lists'
import type { CustomerNumber, EarlierInteraction, InteractionRow } from '../../api/types'
import { Loading } from '../../design/Placeholders'
import { EarlierList } from '../../record/EarlierList'
import css from './CustomerSheet.module.css'

const NUMBERS = 4

const asEarlier = (row: InteractionRow): EarlierInteraction => ({ ...row })

/** The last contacts from any of a customer's numbers. */
export function CustomerHistory({ numbers }: { numbers: CustomerNumber[] }) {
  const { t } = useTranslation()
  const { rows, pending } = useQueries({
    queries: numbers.slice(0, NUMBERS).map(({ number }) => contactsQuery(number)),
    combine: (results) => ({
      rows: results.flatMap((result) => result.data ?? []).sort((a, b) => b.opened_at - a.opened_at),
      pending: results.some((result) => result.isPending),
    }),
  })
  return (
    <section className={css.history}>
      <h3>{t('customer.earlier')}</h3>
      {pending ? <Loading label={t('part.loading')} lines={4} /> : <EarlierList earlier={rows.map(asEarlier)} />}
    </section>
  )
}
