import i18next from 'i18next'
import type { Offer } from '../api/types'
import { notify } from '../design/notices'
import { useLive } from '../live/store'
import { microphone } from '../phone/microphone'
import { startRing } from '../phone/ring'
import { withdraw } from '../phone/session'
import { usePhone } from '../phone/state'

const FLASH = 1000
const AFTER_PAINT = 60
const quiet = new Set(['accepted'])

function flash(caller: string): () => void {
  const title = document.title
  let on = false
  const timer = setInterval(() => {
    on = !on
    document.title = on ? `● ${i18next.t('offer.flash', { caller })}` : title
  }, FLASH)
  return () => {
    clearInterval(timer)
    document.title = title
  }
}

/** The record is painted before the ring is heard. */
function ringAfterPaint(): () => void {
  let end: (() => void) | undefined
  const timer = setTimeout(() => {
    end = startRing()
    // Opened before the answer, so that the answer need not wait for it; its problems show by themselves.
    if (usePhone.getState().registration === 'registered') microphone().catch(() => undefined)
  }, AFTER_PAINT)
  return () => {
    clearTimeout(timer)
    end?.()
  }
}

const callerOf = (offer: Offer) => offer.interaction.caller_pretty || offer.interaction.caller

function started(offer: Offer): () => void {
  const ends = [ringAfterPaint(), flash(callerOf(offer))]
  return () => ends.forEach((end) => end())
}

function sayHow(): void {
  const { lastOffer } = useLive.getState()
  if (!lastOffer || quiet.has(lastOffer.cause)) return
  const key = `offer.ended_${lastOffer.cause}` as 'offer.ended_withdrawn'
  notify(i18next.t(key, { caller: lastOffer.caller }))
}

/** Rings, flashes the title and warms the microphone while an offer stands; says how it ended. */
export function attendOffers(): () => void {
  let end: (() => void) | undefined
  const unsubscribeLive = useLive.subscribe(({ offer, lastOffer }, before) => {
    if (offer?.id !== before.offer?.id) {
      end?.()
      end = offer ? started(offer) : undefined
      if (before.offer && !usePhone.getState().call) withdraw(before.offer.id)
    }
    if (lastOffer && lastOffer !== before.lastOffer) sayHow()
  })
  const unsubscribePhone = usePhone.subscribe(({ answering }, before) => {
    if (answering && answering !== before.answering) end?.()
  })
  return () => {
    end?.()
    unsubscribeLive()
    unsubscribePhone()
  }
}
