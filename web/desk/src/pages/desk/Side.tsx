import { Button } from 'antd'
import { UserPlus } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { useNavigate } from 'react-router'
import { usePermission } from '../../api/session'
import type { Interaction } from '../../api/types'
import { callTo } from '../../call/callTo'
import { Empty } from '../../design/Placeholders'
import { CustomerRecord } from '../../record/CustomerRecord'
import { EarlierList } from '../../record/EarlierList'
import css from './Side.module.css'

function Unknown({ caller }: { caller: string }) {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const may = usePermission('customers.edit')
  return (
    <Empty icon={UserPlus} title={t('customer.unknownTitle')} {...(may && { help: t('customer.unknownHelp') })}>
      {may && (
        <Button onClick={() => void navigate('/customers/new', { state: { number: caller } })}>{t('customer.add')}</Button>
      )}
    </Empty>
  )
}

/** Who it is about: their record, and what was before. */
export default function Side({ contact }: { contact: Interaction }) {
  const { t } = useTranslation()
  return (
    <aside className={css.side} aria-label={t('customer.title')}>
      {contact.customer ? <CustomerRecord customer={contact.customer} beside={callTo(contact.customer.id)} /> : <Unknown caller={contact.caller} />}
      <section className={css.earlier}>
        <h3>{t('customer.earlier')}</h3>
        <EarlierList earlier={contact.earlier} />
      </section>
    </aside>
  )
}
