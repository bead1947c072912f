import { useTranslation } from 'react-i18next'
import type { EarlierInteraction } from '../api/types'
import { useNow } from '../live/clock'
import { useFormats } from '../words/format'
import { useDispositionName } from './useChoices'
import css from './EarlierList.module.css'

/** Words for a cause; an unknown one stands as it is. */
export function useCause(): (cause: string | null) => string {
  const { t } = useTranslation()
  return (cause) => (cause ? t(`cause.${cause}` as 'cause.lost', { defaultValue: cause }) : '')
}

/** Earlier contacts, newest first: when, about what, with whom, what was noted. */
export function EarlierList({ earlier }: { earlier: EarlierInteraction[] }) {
  const { t } = useTranslation()
  const { name, moment } = useFormats()
  const now = useNow()
  const cause = useCause()
  const disposition = useDispositionName()
  if (earlier.length === 0) return <p className={css.none}>{t('customer.noEarlier')}</p>
  return (
    <ol className={css.list}>
      {earlier.map((contact) => (
        <li key={contact.id}>
          <div className={css.head}>
            <b>{contact.disposition ? disposition(contact.disposition) : cause(contact.cause)}</b>
            <time dateTime={new Date(contact.opened_at).toISOString()}>{moment(contact.opened_at, now)}</time>
          </div>
          <p className={css.faint}>
            {[name(contact.queue?.name), contact.agent_name && t('customer.agentDid', { agent: contact.agent_name })]
              .filter(Boolean)
              .join(' · ')}
          </p>
          {contact.note && <p className={css.note}>{contact.note}</p>}
        </li>
      ))}
    </ol>
  )
}
