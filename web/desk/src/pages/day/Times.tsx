import { useTranslation } from 'react-i18next'
import type { AgentDay, InState } from '../../api/days'
import type { AgentState } from '../../api/types'
import { StateMark } from '../../design/StateMark'
import { ofAgent } from '../../record/shown'
import { useReasonName } from '../../record/useChoices'
import { duration, useFormats } from '../../words/format'
import css from './Day.module.css'
import { pieces, type Span } from './day'
import { useClock } from './useDay'

/** So many hours are named at most, that each has room. */
const TICKS = 8

const SECOND = 1000
const order: readonly AgentState[] = ['ready', 'offered', 'busy', 'wrap-up', 'not-ready']

/** A state in words: breaks by their reason. */
function useStateName(): (one: Pick<InState, 'state' | 'reason'>) => string {
  const { t } = useTranslation()
  const reasonName = useReasonName()
  return ({ state, reason }) => {
    const name = t(`state.${ofAgent[state]}`)
    return reason ? `${name} · ${reasonName(reason)}` : name
  }
}

function Track({ day, span }: { day: AgentDay; span: Span }) {
  const clock = useClock(day.zone)
  const nameOf = useStateName()
  const shown = pieces(day.stretches, span)
  const hours = day.hours.filter(({ begins }) => begins >= span.from && begins < span.until)
  return (
    <div aria-hidden>
      <div className={css.track}>
        {shown.map((one) => (
          <span
            key={one.begins}
            data-state={ofAgent[one.state]}
            style={{ left: `${one.left}%`, width: `${one.width}%` }}
            title={`${nameOf(one)}, ${clock(one.begins)}–${clock(one.ends)}, ${duration(one.ends - one.begins)}`}
          />
        ))}
      </div>
      <div className={css.ticks}>
        {hours.map(({ begins }, at) => (
          <span key={begins}>{at % Math.ceil(hours.length / TICKS) === 0 && clock(begins)}</span>
        ))}
      </div>
    </div>
  )
}

/** Where the time went: to scale, and in figures. */
export function Times({ day, span }: { day: AgentDay; span: Span }) {
  const { t } = useTranslation()
  const { percent } = useFormats()
  const nameOf = useStateName()
  const states = order.flatMap((state) => day.states.filter((one) => one.state === state && one.length >= SECOND))
  const whole = states.reduce((sum, { length }) => sum + length, 0)
  return (
    <section className={css.card}>
      <h2>{t('day.times')}</h2>
      <Track day={day} span={span} />
      <table className={css.states} data-testid="day-states">
        <caption className="sr-only">{t('day.times')}</caption>
        <thead className="sr-only">
          <tr>
            <th scope="col">{t('day.state')}</th>
            <th scope="col">{t('day.length')}</th>
            <th scope="col">{t('day.share')}</th>
          </tr>
        </thead>
        <tbody>
          {states.map((one) => (
            <tr key={`${one.state} ${one.reason}`}>
              <th scope="row">
                <StateMark state={ofAgent[one.state]} small>
                  {nameOf(one)}
                </StateMark>
              </th>
              <td>{duration(one.length)}</td>
              <td>{percent(one.length / whole)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}
