import i18next from 'i18next'
import type { Interaction } from '../api/types'
import { notify } from '../design/notices'
import { incomingCall, useLive } from '../live/store'
import { microphone } from '../phone/microphone'
import { chime, startRing } from '../phone/ring'
import { answer, withdraw } from '../phone/session'
import { usePhone } from '../phone/state'
import { numberOf } from '../record/who'
import { ringWhenFree } from './acts'
import { usePreferences } from './preferences'

const FLASH = 1000
const AFTER_PAINT = 60
/** From the tone that says so to the automatic answer: long enough to take a breath. */
const BREATH = 700
const quiet = new Set(['accepted'])

/** What asks for the agent: an offer, or a colleague's call. */
interface Asking {
  key: string
  contact: Interaction
}

function asking({ offer, ...live }: ReturnType<typeof useLive.getState>): Asking | null {
  if (offer) return { key: offer.id, contact: offer.interaction }
  const contact = incomingCall({ offer, ...live })
  return contact ? { key: contact.id, contact } : null
}

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

/** The record is painted before the ring is heard; by itself it answers after one short tone. */
function ringAfterPaint(key: string): () => void {
  let end: (() => void) | undefined
  const automatic = usePreferences.getState().answer === 'automatic' && usePhone.getState().registration === 'registered'
  const timer = setTimeout(() => {
    if (automatic) chime()
    else end = startRing()
    // Opened before the answer, so that the answer need not wait for it; its problems show by themselves.
    if (usePhone.getState().registration === 'registered') microphone().catch(() => undefined)
  }, AFTER_PAINT)
  const byItself = automatic ? setTimeout(() => answer(key), AFTER_PAINT + BREATH) : undefined
  return () => {
    clearTimeout(timer)
    clearTimeout(byItself)
    end?.()
  }
}

function started({ key, contact }: Asking): () => void {
  const ends = [ringAfterPaint(key), flash(numberOf(contact))]
  return () => ends.forEach((end) => end())
}

function sayHow(): void {
  const { lastOffer } = useLive.getState()
  if (!lastOffer || quiet.has(lastOffer.cause)) return
  const key = `offer.ended_${lastOffer.cause}` as 'offer.ended_withdrawn'
  notify(i18next.t(key, { caller: lastOffer.caller }))
}

/** Whoever did not come is said in one line; of a call of one's own the dock says it. */
function sayWhy(): void {
  const { lastFailure } = useLive.getState()
  if (!lastFailure || lastFailure.dialled || lastFailure.cause === 'cancelled') return
  const busy = lastFailure.cause === 'busy' && lastFailure.number !== ''
  const action = { label: i18next.t('dial.whenFree'), run: () => ringWhenFree(lastFailure) }
  notify(`${lastFailure.name} ${i18next.t(`dial.${lastFailure.cause}`)}`, 'bad', busy ? action : undefined)
}

/** Rings, flashes the title and warms the microphone while somebody asks for the agent; says how it ended. */
export function attendOffers(): () => void {
  let end: (() => void) | undefined
  const unsubscribeLive = useLive.subscribe((live, before) => {
    const [now, was] = [asking(live), asking(before)]
    if (now?.key !== was?.key) {
      end?.()
      end = now ? started(now) : undefined
      if (was && !usePhone.getState().call) withdraw(was.key)
    }
    if (live.lastOffer && live.lastOffer !== before.lastOffer) sayHow()
    if (live.lastFailure && live.lastFailure !== before.lastFailure) sayWhy()
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
