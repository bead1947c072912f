import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { Button, Input } from 'antd'
import { CalendarDays, ChevronLeft, ChevronRight, Download, Printer } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { dayQuery, daySheet, type AgentDay } from '../../api/days'
import { explain } from '../../api/explain'
import { usePermission } from '../../api/session'
import { Empty, Failure, Loading } from '../../design/Placeholders'
import { PageHead } from '../../record/PageHead'
import { learn } from '../../words'
import css from './Day.module.css'
import { busyHours, daysAfter, spanOf } from './day'
import { Figures } from './Figures'
import { Hours } from './Hours'
import { Parts } from './Parts'
import { Times } from './Times'
import { useAsked } from './useDay'

await learn('day')

function Chooser({ day: { day, today }, onChoose }: { day: AgentDay; onChoose: (day: string) => void }) {
  const { t } = useTranslation()
  const choose = (wanted: string) => onChoose(wanted === today ? '' : wanted)
  return (
    <div className={css.chooser} role="group" aria-label={t('day.choose')}>
      <Button
        type="text"
        aria-label={t('day.before')}
        data-testid="day-before"
        icon={<ChevronLeft size={16} />}
        onClick={() => choose(daysAfter(day, -1))}
      />
      <Input
        type="date"
        aria-label={t('day.choose')}
        data-testid="day-date"
        max={today}
        value={day}
        onChange={({ target }) => target.value && target.value <= today && choose(target.value)}
      />
      <Button
        type="text"
        aria-label={t('day.after')}
        data-testid="day-after"
        disabled={day >= today}
        icon={<ChevronRight size={16} />}
        onClick={() => choose(daysAfter(day, 1))}
      />
    </div>
  )
}

function Shown({ day }: { day: AgentDay }) {
  const { t } = useTranslation()
  const hours = busyHours(day)
  if (!hours) return <Empty icon={CalendarDays} title={t('day.none')} help={t('day.noneHelp')} />
  return (
    <div className={css.whole} data-testid="day" data-day={day.day}>
      <p className={css.printed}>
        {day.agent.name} · {day.day}
      </p>
      <Figures day={day} />
      <Times day={day} span={spanOf(hours)} />
      <Hours hours={hours} zone={day.zone} />
      <Parts day={day} />
    </div>
  )
}

/** An agent's day: what was served and missed, where the time went, and every contact. */
export default function DayPage() {
  const { t } = useTranslation()
  const [asked, choose] = useAsked()
  const mayExport = usePermission('interactions.export')
  const { data: day, isPending, error, refetch } = useQuery({ ...dayQuery(asked), placeholderData: keepPreviousData })
  return (
    <div className={css.page}>
      <PageHead title={asked.agent && day ? t('day.titleOf', { agent: day.agent.name }) : t('day.title')}>
        {day && <Chooser day={day} onChoose={choose} />}
        {(!asked.agent || mayExport) && (
          <Button icon={<Download size={15} />} href={daySheet(asked)} data-testid="day-export" download aria-label={t('day.export')}>
            <span className={css.word}>{t('day.export')}</span>
          </Button>
        )}
        <Button className={css.paper ?? ''} icon={<Printer size={15} />} onClick={() => window.print()} aria-label={t('day.print')}>
          <span className={css.word}>{t('day.print')}</span>
        </Button>
      </PageHead>
      {isPending && <Loading label={t('part.loading')} lines={10} />}
      {!day && error && (
        <Failure title={t('problem.load')} help={explain(error)}>
          <Button onClick={() => void refetch()}>{t('problem.retry')}</Button>
        </Failure>
      )}
      {day && <Shown day={day} />}
    </div>
  )
}
