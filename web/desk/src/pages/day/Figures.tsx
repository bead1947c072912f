import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { AgentDay, Spent } from '../../api/days'
import { duration } from '../../words/format'
import css from './Day.module.css'
import { useQuestion } from './useDay'

function Figure({ label, value, more, testId }: { label: string; value: ReactNode; more?: string; testId: string }) {
  return (
    <div className={css.tile} data-testid={`day-${testId}`}>
      <dt>{label}</dt>
      <dd>
        <b>{value}</b>
        {more && <small>{more}</small>}
      </dd>
    </div>
  )
}

const meanOf = ({ mean }: Spent) => (mean === null ? '—' : duration(mean))

function Ratings({ ratings }: Pick<AgentDay, 'ratings'>) {
  const { t } = useTranslation()
  const question = useQuestion()
  const questions = [...new Set(ratings.map((one) => one.question))]
  return questions.map((asked) => {
    const own = ratings.filter((one) => one.question === asked)
    return (
      <Figure
        key={asked}
        testId="rating"
        label={question(asked)}
        value={own.reduce((sum, { count }) => sum + count, 0)}
        more={own.map(({ value, count }) => t('day.rated', { value, count })).join(' · ')}
      />
    )
  })
}

/** The day's sums. */
export function Figures({ day: { figures, ratings } }: { day: AgentDay }) {
  const { t } = useTranslation()
  const { talk, hold, wrap_up: wrapUp, ...count } = figures
  return (
    <dl className={css.tiles}>
      <Figure testId="served" label={t('day.served')} value={count.served} />
      <Figure
        testId="offered"
        label={t('day.offered')}
        value={count.offered}
        more={[
          t('day.takenCount', { count: count.taken }),
          t('day.missedCount', { count: count.missed }),
          t('day.rejectedCount', { count: count.rejected }),
          count.withdrawn > 0 && t('day.withdrawnCount', { count: count.withdrawn }),
        ]
          .filter(Boolean)
          .join(' · ')}
      />
      <Figure testId="talk" label={t('day.talk')} value={meanOf(talk)} more={t('day.inAll', { time: duration(talk.total) })} />
      <Figure
        testId="hold"
        label={t('day.hold')}
        value={meanOf(hold)}
        more={t('day.inAllOf', { time: duration(hold.total), count: hold.count })}
      />
      <Figure testId="wrap-up" label={t('day.wrapUp')} value={meanOf(wrapUp)} more={t('day.inAll', { time: duration(wrapUp.total) })} />
      <Ratings ratings={ratings} />
    </dl>
  )
}
