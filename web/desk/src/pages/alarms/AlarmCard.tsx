import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Button } from 'antd'
import { Check } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { acknowledge, ALARM_HISTORY, alarmsQuery, type Alarm } from '../../api/alarms'
import { explain } from '../../api/explain'
import { usePermission } from '../../api/session'
import { notify } from '../../design/notices'
import { useNow } from '../../live/clock'
import { AlarmMark, useAlarmWords } from '../../record/AlarmMark'
import { Timer } from '../../record/Timer'
import { useFormats } from '../../words/format'
import css from './Alarms.module.css'

function Acknowledging({ alarm }: { alarm: Alarm }) {
  const { t } = useTranslation()
  const client = useQueryClient()
  const noting = useMutation({
    mutationFn: () => acknowledge(alarm.id),
    onSuccess: (noted) => {
      client.setQueryData(alarmsQuery.queryKey, (known) => known?.map((one) => (one.id === noted.id ? noted : one)))
      void client.invalidateQueries({ queryKey: ALARM_HISTORY })
      notify(t('alarms.acknowledgedSaid'), 'good')
    },
    onError: (error) => notify(explain(error), 'bad'),
  })
  return (
    <Button icon={<Check size={15} />} loading={noting.isPending} data-testid="alarm-acknowledge" onClick={() => noting.mutate()}>
      {t('alarms.acknowledge')}
    </Button>
  )
}

/** Something that is wrong now: since when, how often, what to do, and who has taken note. */
export function AlarmCard({ alarm }: { alarm: Alarm }) {
  const { t } = useTranslation()
  const { moment } = useFormats()
  const { says, helps } = useAlarmWords()
  const acknowledges = usePermission('alarms.acknowledge')
  const now = useNow()
  return (
    <li className={css.card} data-severity={alarm.severity} data-testid="alarm" data-kind={alarm.kind} data-subject={alarm.subject}>
      <AlarmMark severity={alarm.severity} />
      <div className={css.what}>
        <b dir="auto">{says(alarm)}</b>
        {alarm.detail && (
          <span className={css.detail} dir="auto">
            {alarm.detail}
          </span>
        )}
        <p>{helps(alarm)}</p>
        <small>
          {t('alarms.since', { time: moment(alarm.raised, now) })} · <Timer since={alarm.raised} />
          {alarm.count > 1 && ` · ${t('alarms.times', { count: alarm.count, time: moment(alarm.last, now) })}`}
        </small>
      </div>
      {alarm.acknowledged_at === null ? (
        acknowledges && <Acknowledging alarm={alarm} />
      ) : (
        <small className={css.noted} data-testid="alarm-noted">
          <Check size={14} aria-hidden />
          {t('alarms.acknowledged', { name: alarm.acknowledged_by_name ?? '', time: moment(alarm.acknowledged_at, now) })}
        </small>
      )}
    </li>
  )
}
