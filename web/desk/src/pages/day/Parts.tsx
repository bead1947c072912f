import { AudioLines, PhoneIncoming, PhoneOutgoing } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import type { AgentDay, DayPart } from '../../api/days'
import { usePermission } from '../../api/session'
import { StateMark } from '../../design/StateMark'
import { useCause } from '../../record/EarlierList'
import { useDispositionName } from '../../record/useChoices'
import { duration, useFormats } from '../../words/format'
import css from './Day.module.css'
import { useClock } from './useDay'

const columns = ['when', 'who', 'queue', 'talked', 'held', 'wrapped', 'result'] as const

function Who({ part: { contact } }: { part: DayPart }) {
  const { t } = useTranslation()
  const mayOpen = usePermission('interactions.view')
  const out = contact.direction === 'out'
  const Direction = out ? PhoneOutgoing : PhoneIncoming
  const number = (out ? contact.called_pretty || contact.called : contact.caller_pretty || contact.caller) || t('call.anonymous')
  const name = contact.customer?.name ?? number
  return (
    <div className={css.who}>
      <Direction size={14} role="img" aria-label={t(out ? 'call.out' : 'call.in')} />
      {mayOpen ? <Link to={`/interactions/${encodeURIComponent(contact.id)}`}>{name}</Link> : <b>{name}</b>}
      {contact.customer && <span className={css.faint}>{number}</span>}
    </div>
  )
}

function Result({ part: { ended_at: ended, cause: own, contact } }: { part: DayPart }) {
  const { t } = useTranslation()
  const cause = useCause()
  const disposition = useDispositionName()
  if (ended === null) return <StateMark state="talking" small>{t('state.talking')}</StateMark>
  return contact.disposition ? <>{disposition(contact.disposition)}</> : <span className={css.faint}>{cause(own ?? contact.cause)}</span>
}

const length = (millis: number) => (millis > 0 ? duration(millis) : '—')

function Row({ part, clock }: { part: DayPart; clock: (at: number) => string }) {
  const { t } = useTranslation()
  const { name } = useFormats()
  const { contact } = part
  return (
    <tr data-testid="day-part" data-id={contact.id}>
      <td data-column="when">{clock(part.started_at)}</td>
      <td data-column="who">
        <Who part={part} />
      </td>
      <td data-column="queue">{name(contact.queue?.name) || '—'}</td>
      <td data-column="talked">{length(part.talked)}</td>
      <td data-column="held">{length(part.held)}</td>
      <td data-column="wrapped">{length(part.wrapped)}</td>
      <td data-column="result">
        <Result part={part} />
      </td>
      <td data-column="sound">{contact.recording && <AudioLines size={15} role="img" aria-label={t('interactions.sound')} />}</td>
    </tr>
  )
}

/** The day's contacts, the last first. */
export function Parts({ day }: { day: AgentDay }) {
  const { t } = useTranslation()
  const clock = useClock(day.zone)
  return (
    <section className={css.card}>
      <h2>{t('day.contacts')}</h2>
      {day.parts.length === 0 ? (
        <p className={css.faint}>{t('day.noContacts')}</p>
      ) : (
        <table className={css.parts}>
          <caption className="sr-only">{t('day.contacts')}</caption>
          <thead>
            <tr>
              {columns.map((column) => (
                <th key={column} scope="col" data-column={column}>
                  {t(`day.${column}`)}
                </th>
              ))}
              <th scope="col" data-column="sound">
                <span className="sr-only">{t('interactions.sound')}</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {day.parts.toReversed().map((part) => (
              <Row key={part.segment} part={part} clock={clock} />
            ))}
          </tbody>
        </table>
      )}
    </section>
  )
}
