import { MapPin } from 'lucide-react'
import { useLayoutEffect, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { Interaction, Offer } from '../api/types'
import { Countdown } from '../design/Countdown'
import { useNow } from '../live/clock'
import { markPainted } from '../live/marks'
import { ownParty } from '../live/mine'
import { incomingCall, useLive } from '../live/store'
import { FactList } from '../record/FactList'
import { PathTrail } from '../record/PathTrail'
import { numberOf } from '../record/who'
import { Vip } from '../record/Vip'
import { useFormats } from '../words/format'
import css from './OfferCard.module.css'

function Ring({ offer }: { offer: Offer }) {
  const { t } = useTranslation()
  const left = offer.expires - useNow()
  const seconds = Math.max(0, Math.floor(left / 1000))
  return <Countdown left={left} total={offer.expires - offer.now} label={t('offer.seconds', { seconds })} />
}

interface CardProps {
  id: string
  contact: Interaction
  /** Why it is here: the queue, or the colleague who asks. */
  why: string
  children?: ReactNode
}

function Card({ id, contact, why, children }: CardProps) {
  const { t } = useTranslation()
  const { name } = useFormats()
  const { customer } = contact
  const number = numberOf(contact) || t('call.anonymous')
  const note = contact.draft?.note
  return (
    <section className={css.card} data-testid="offer-card" data-offer={id} aria-label={t('offer.title')}>
      <p className="sr-only" role="alert">
        {t('offer.announce', { caller: customer?.name ?? number, queue: why })}
      </p>
      <div className={css.head}>
        <div className={css.who}>
          <p className={css.queue}>{why}</p>
          <h2>
            {customer?.name ?? t('call.unknown')} {customer?.vip ? <Vip /> : null}
          </h2>
          <p className={css.number}>{number}</p>
          {name(contact.area) && (
            <p className={css.area}>
              <MapPin size={12} aria-hidden /> {name(contact.area)}
            </p>
          )}
        </div>
        {children}
      </div>
      <PathTrail contact={contact} />
      <FactList facts={contact.facts} />
      {note && <p className={css.note}>{note}</p>}
    </section>
  )
}

function Offered({ offer }: { offer: Offer }) {
  const { name } = useFormats()
  useLayoutEffect(() => markPainted(offer.id), [offer.id])
  return (
    <Card id={offer.id} contact={offer.interaction} why={name(offer.queue.name)}>
      <Ring offer={offer} />
    </Card>
  )
}

function Asked({ contact }: { contact: Interaction }) {
  const { t } = useTranslation()
  const agent = useLive((live) => live.agent?.id)
  const purpose = ownParty(contact, agent)?.purpose ?? 'add'
  const by = contact.parties.find((party) => party.agent === contact.lead)?.name ?? ''
  return <Card id={contact.id} contact={contact} why={t(`company.by_${purpose}`, { name: by }).trim()} />
}

/** Who is calling, in a place of its own above the dock, whatever page is open. */
export function OfferCard() {
  const offer = useLive((live) => live.offer)
  const incoming = useLive(incomingCall)
  if (offer) return <Offered key={offer.id} offer={offer} />
  return incoming ? <Asked key={incoming.id} contact={incoming} /> : null
}
