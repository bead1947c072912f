import { useLayoutEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { MapPin } from 'lucide-react'
import type { Offer } from '../api/types'
import { Countdown } from '../design/Countdown'
import { useNow } from '../live/clock'
import { markPainted } from '../live/marks'
import { useLive } from '../live/store'
import { FactList } from '../record/FactList'
import { PathTrail } from '../record/PathTrail'
import { Vip } from '../record/Vip'
import { useFormats } from '../words/format'
import css from './OfferCard.module.css'

function Ring({ offer }: { offer: Offer }) {
  const { t } = useTranslation()
  const left = offer.expires - useNow()
  const seconds = Math.max(0, Math.floor(left / 1000))
  return <Countdown left={left} total={offer.expires - offer.now} label={t('offer.seconds', { seconds })} />
}

function Card({ offer }: { offer: Offer }) {
  const { t } = useTranslation()
  const { name } = useFormats()
  const { interaction } = offer
  const { customer } = interaction
  useLayoutEffect(() => markPainted(offer.id), [offer.id])
  const number = interaction.caller_pretty || interaction.caller || t('call.anonymous')
  const queue = name(offer.queue.name)
  return (
    <section className={css.card} data-testid="offer-card" data-offer={offer.id} aria-label={t('offer.title')}>
      <p className="sr-only" role="alert">
        {t('offer.announce', { caller: customer?.name ?? number, queue })}
      </p>
      <div className={css.head}>
        <div className={css.who}>
          <p className={css.queue}>{queue}</p>
          <h2>
            {customer?.name ?? t('call.unknown')} {customer?.vip ? <Vip /> : null}
          </h2>
          <p className={css.number}>{number}</p>
          {name(interaction.area) && (
            <p className={css.area}>
              <MapPin size={12} aria-hidden /> {name(interaction.area)}
            </p>
          )}
        </div>
        <Ring offer={offer} />
      </div>
      <PathTrail contact={interaction} />
      <FactList facts={interaction.facts} />
    </section>
  )
}

/** Who is calling, in a place of its own above the dock, whatever page is open. */
export function OfferCard() {
  const offer = useLive((live) => live.offer)
  return offer && <Card key={offer.id} offer={offer} />
}
