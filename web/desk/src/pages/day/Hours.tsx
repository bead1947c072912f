import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { DayHour } from '../../api/days'
import type { AgentState } from '../../api/types'
import { stateColours } from '../../design/tokens'
import { BarPlot, type Bars } from '../../record/BarPlot'
import { ofAgent } from '../../record/shown'
import css from './Day.module.css'
import { minutes } from './day'
import { useClock } from './useDay'

const counted = { served: stateColours.talking, missed: stateColours['not-ready'], rejected: stateColours.offered }
const timed: readonly AgentState[] = ['busy', 'wrap-up', 'offered', 'ready', 'not-ready']

/** Contacts and time, hour by hour. */
export function Hours({ hours, zone }: { hours: readonly DayHour[]; zone: string }) {
  const { t } = useTranslation()
  const clock = useClock(zone)
  const [contacts, time] = useMemo((): [Bars, Bars] => {
    const shared = { axis: t('day.hour'), categories: hours.map(({ begins }) => clock(begins)) }
    const kinds = ['served', 'missed', 'rejected'] as const
    return [
      {
        ...shared,
        labelled: true,
        say: String,
        bars: kinds.map((kind) => ({
          id: kind,
          name: t(`day.${kind}`),
          colour: counted[kind],
          values: hours.map((hour) => hour[kind]),
        })),
      },
      {
        ...shared,
        say: (value) => t('day.minutes', { count: value }),
        bars: timed.map((state) => ({
          id: state,
          name: t(`state.${ofAgent[state]}`),
          colour: stateColours[ofAgent[state]],
          values: hours.map(({ states }) => minutes(states[state] ?? 0)),
        })),
      },
    ]
  }, [hours, clock, t])
  return (
    <div className={css.plots}>
      <BarPlot title={t('day.contactsByHour')} bars={contacts} />
      <BarPlot title={t('day.timeByHour')} bars={time} />
    </div>
  )
}
