import { CircleDot, LoaderCircle, MapPin } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { Interaction } from '../../api/types'
import { Summing } from '../../call/Summing'
import { StateMark } from '../../design/StateMark'
import { useNow } from '../../live/clock'
import { usePhone } from '../../phone/state'
import { FactList } from '../../record/FactList'
import { PathTrail } from '../../record/PathTrail'
import { ScreenCaller } from '../../record/ScreenCaller'
import { shownContact } from '../../record/shown'
import { numberOf } from '../../record/who'
import { Timer } from '../../record/Timer'
import { Vip } from '../../record/Vip'
import { useFormats } from '../../words/format'
import css from './Workspace.module.css'
import { WrapUpClock } from './WrapUpClock'

const isRunning = ({ state }: Interaction) => state === 'talking' || state === 'held' || state === 'lost'

function Clock({ contact }: { contact: Interaction }) {
  if (contact.state === 'wrap-up') return <WrapUpClock />
  if (contact.state === 'dialling') return <Timer since={contact.opened_at} />
  return contact.connected_at === null ? null : <Timer since={contact.connected_at} testId="call-timer" />
}

function Head({ contact }: { contact: Interaction }) {
  const { t } = useTranslation()
  const { name } = useFormats()
  const { customer } = contact
  const area = name(contact.area)
  return (
    <header className={css.head}>
      <div className={css.who}>
        <h1>
          {customer?.name ?? t('call.unknown')} {customer?.vip ? <Vip /> : null}
        </h1>
        <p className={css.number}>
          <b>{numberOf(contact) || t('call.anonymous')}</b>
          {area && (
            <span>
              <MapPin size={13} aria-hidden /> {area}
            </span>
          )}
          <span>{name(contact.queue?.name)}</span>
          {contact.recording && isRunning(contact) && (
            <span className={css.recording}>
              <CircleDot size={13} aria-hidden /> {t('call.recording')}
            </span>
          )}
          <ScreenCaller number={contact.caller} />
        </p>
      </div>
      <div className={css.state} data-testid="call-state" data-state={contact.state}>
        <StateMark state={shownContact(contact.state)}>{t(`state.${contact.state}`)}</StateMark>
        <span className={css.clock}>
          <Clock contact={contact} />
        </span>
      </div>
    </header>
  )
}

/** After a reload the call is still there before its sound is. */
function SoundComesBack({ until }: { until: number | null }) {
  const { t } = useTranslation()
  const now = useNow()
  const left = until === null ? null : Math.max(0, Math.round((until - now) / 1000))
  return (
    <div className={css.silent} role="status" data-testid="sound-coming-back">
      <LoaderCircle size={16} aria-hidden />
      <p>
        <b>{t('call.soundLost')}</b> {t('call.soundLostHelp')}
      </p>
      {left !== null && <span className={css.left}>{t('offer.seconds', { seconds: left })}</span>}
    </div>
  )
}

/** One contact: who, from where, by which way; and what comes of it. */
export function Workspace({ contact }: { contact: Interaction }) {
  const { t } = useTranslation()
  const sound = usePhone((phone) => phone.call !== null || phone.registration === 'apart')
  return (
    <article className={css.workspace} data-testid="workspace" data-interaction={contact.id}>
      <Head contact={contact} />
      {isRunning(contact) && (!sound || contact.state === 'lost') && <SoundComesBack until={contact.lost_until} />}
      <section className={css.way}>
        <h2>{t('call.path')}</h2>
        <PathTrail contact={contact} />
        {contact.facts.length > 0 && (
          <>
            <h2>{t('call.facts')}</h2>
            <FactList facts={contact.facts} />
          </>
        )}
      </section>
      {contact.state !== 'offered' && contact.state !== 'incoming' && (
        <div className={css.summing}>
          <Summing contact={contact} />
        </div>
      )}
    </article>
  )
}
