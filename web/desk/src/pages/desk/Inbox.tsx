import { useTranslation } from 'react-i18next'
import type { Interaction } from '../../api/types'
import { Countdown } from '../../design/Countdown'
import { StateMark } from '../../design/StateMark'
import { useNow } from '../../live/clock'
import { useLive } from '../../live/store'
import { shownContact } from '../../record/shown'
import { Timer } from '../../record/Timer'
import { nameOf, numberOf } from '../../record/who'
import { Vip } from '../../record/Vip'
import { duration, useFormats } from '../../words/format'
import css from './Inbox.module.css'

function OfferSeconds() {
  const { t } = useTranslation()
  const now = useNow()
  const offer = useLive((live) => live.offer)
  if (!offer) return null
  const left = offer.expires - now
  const seconds = Math.max(0, Math.floor(left / 1000))
  return (
    <Countdown
      size={30}
      left={left}
      total={offer.expires - offer.now}
      label={t('offer.seconds', { seconds })}
    />
  )
}

function WrapUpLeft() {
  const now = useNow()
  const until = useLive((live) => live.agent?.wrap_up_until)
  return until ? <span>{duration(until - now)}</span> : null
}

function Clock({ contact }: { contact: Interaction }) {
  if (contact.state === 'offered') return <OfferSeconds />
  if (contact.state === 'wrap-up') return <WrapUpLeft />
  return contact.connected_at === null ? null : <Timer since={contact.connected_at} />
}

interface Props {
  contacts: Interaction[]
  open: string | undefined
  onOpen: (id: string) => void
}

/** Every contact that is mine now. */
export function Inbox({ contacts, open, onOpen }: Props) {
  const { t } = useTranslation()
  const { name } = useFormats()
  return (
    <section className={css.inbox} data-tour="inbox" aria-label={t('inbox.title')} data-empty={contacts.length === 0 || undefined}>
      <h2>{t('inbox.title')}</h2>
      {contacts.length === 0 && <p className={css.empty}>{t('inbox.empty')}</p>}
      <ul>
        {contacts.map((contact) => (
          <li key={contact.id}>
            <button
              type="button"
              className={css.contact}
              aria-current={contact.id === open || undefined}
              data-state={contact.state}
              data-testid="inbox-contact"
              onClick={() => onOpen(contact.id)}
            >
              <span className={css.line}>
                <StateMark state={shownContact(contact.state)} small>
                  {t(`state.${contact.state}`)}
                </StateMark>
                <Clock contact={contact} />
              </span>
              <b>
                <span>{nameOf(contact) || t('call.anonymous')}</span>
                {contact.customer?.vip ? <Vip /> : null}
              </b>
              <span className={css.faint}>
                {[contact.customer && numberOf(contact), name(contact.queue?.name)].filter(Boolean).join(' · ')}
              </span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  )
}
