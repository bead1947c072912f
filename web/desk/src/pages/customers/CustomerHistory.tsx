import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { contactsQuery } from '../../api/lists'
import { Loading } from '../../design/Placeholders'
import { EarlierList } from '../../record/EarlierList'
import css from './CustomerSheet.module.css'

/** A customer's last contacts. */
export function CustomerHistory({ customer }: { customer: string }) {
  const { t } = useTranslation()
  const { data, isPending, isError } = useQuery(contactsQuery(customer))
  return (
    <section className={css.history}>
      <h3>{t('customer.earlier')}</h3>
      {isPending && <Loading label={t('part.loading')} lines={4} />}
      {isError && <p role="alert">{t('problem.load')}</p>}
      {data && <EarlierList earlier={data.map((row) => ({ ...row, agent_name: row.agent?.name ?? '' }))} />}
    </section>
  )
}
