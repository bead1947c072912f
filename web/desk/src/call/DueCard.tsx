import { useQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import { PhoneOutgoing, Trash2 } from 'lucide-react'
import { useEffect, useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { customerQuery, ownerQuery } from '../api/lists'
import type { PlannedCall } from '../api/planned'
import { usePermission } from '../api/session'
import { Loading } from '../design/Placeholders'
import { useNow } from '../live/clock'
import { chime } from '../phone/ring'
import { CustomerRecord } from '../record/CustomerRecord'
import { Vip } from '../record/Vip'
import { useFormats } from '../words/format'
import css from './OfferCard.module.css'
import { dialPlanned, dropPlanned, nameOf, putOff } from './plans'
import { useKeys } from './useKeys'

const MINUTE = 60_000
const LATER = [5, 15, 60] as const

/** Whom it is for: as it was planned, or whose number it is. */
function useCustomer({ customer, number }: PlannedCall) {
  const may = usePermission('customers.view')
  const known = useQuery({ ...customerQuery(customer), enabled: may && customer !== '' })
  const found = useQuery({ ...ownerQuery(number), enabled: may && customer === '' })
  const asked = customer === '' ? found : known
  return { may, customer: asked.data ?? undefined, loading: asked.isLoading }
}

/** A planned call that is due: to whom, their record, and the keys to make it, put it off, or forget it. */
export default function DueCard({ call }: { call: PlannedCall }) {
  const { t } = useTranslation()
  const { moment } = useFormats()
  const now = useNow()
  const { may, customer, loading } = useCustomer(call)
  useEffect(() => chime(), [])
  useKeys(useMemo(() => ({ 'Shift+F2': () => void dialPlanned(call) }), [call]))
  const later = (minutes: number) => {
    const due = now + minutes * MINUTE
    void putOff(call, due, moment(due, now))
  }
  return (
    <section className={css.card} data-testid="due-card" aria-label={t('plan.title')}>
      <div className={css.head}>
        <div className={css.who}>
          <p className={css.queue} role="alert">
            {t('plan.due')} · {moment(call.due, now)}
          </p>
          <h2>
            {customer?.name ?? nameOf(call)} {customer?.vip ? <Vip /> : null}
          </h2>
          {(customer?.name ?? nameOf(call)) !== call.number_pretty && <p className={css.number}>{call.number_pretty}</p>}
        </div>
      </div>
      {call.note && <p className={css.note}>{call.note}</p>}
      <div className={css.acts}>
        <Button type="primary" icon={<PhoneOutgoing size={14} />} aria-keyshortcuts="Shift+F2" data-testid="due-dial" onClick={() => void dialPlanned(call)}>
          {t('plan.dial')} <kbd aria-hidden>Shift+F2</kbd>
        </Button>
        {LATER.map((minutes) => (
          <Button key={minutes} data-testid={`due-later-${minutes}`} onClick={() => later(minutes)}>
            {t(`plan.later_${minutes}`)}
          </Button>
        ))}
        <Button
          type="text"
          aria-label={t('plan.drop')}
          title={t('plan.drop')}
          icon={<Trash2 size={14} />}
          data-testid="due-drop"
          onClick={() => void dropPlanned(call)}
        />
      </div>
      {loading && <Loading label={t('part.loading')} lines={3} />}
      {customer && <CustomerRecord customer={customer} />}
      {may && !loading && !customer && <p className={css.queue}>{t('plan.no_record')}</p>}
    </section>
  )
}
