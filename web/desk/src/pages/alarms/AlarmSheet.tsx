import { useTranslation } from 'react-i18next'
import type { Alarm } from '../../api/alarms'
import { Sheet } from '../../design/Sheet'
import { AlarmMark, useAlarmWords } from '../../record/AlarmMark'
import { duration, useFormats } from '../../words/format'
import css from './Alarms.module.css'

/** How long it took until all was well. */
export const lasted = ({ raised, cleared }: Alarm): string => (cleared === null ? '' : duration(cleared - raised))

/** One alarm of the history: all that is known of it. */
export function AlarmSheet({ alarm, onClose }: { alarm: Alarm; onClose: () => void }) {
  const { t } = useTranslation()
  const { full } = useFormats()
  const { says, helps } = useAlarmWords()
  const noted = alarm.acknowledged_at !== null && `${alarm.acknowledged_by_name ?? ''} · ${full(alarm.acknowledged_at)}`
  const facts = [
    ['severity', <AlarmMark key="mark" severity={alarm.severity} />],
    ['detail', alarm.detail],
    ['raised', full(alarm.raised)],
    ['cleared', alarm.cleared === null ? t('alarms.state_raised') : full(alarm.cleared)],
    ['lasted', lasted(alarm)],
    ['count', alarm.count > 1 && t('alarms.times', { count: alarm.count, time: full(alarm.last) })],
    ['acknowledgedBy', noted],
  ] as const
  return (
    <Sheet open width={440} title={says(alarm)} onClose={onClose}>
      <div className={css.sheet} data-testid="alarm-sheet">
        <p>{helps(alarm)}</p>
        <dl>
          {facts.map(
            ([name, value]) =>
              value && (
                <div key={name}>
                  <dt>{t(`alarms.${name}`)}</dt>
                  <dd dir="auto">{value}</dd>
                </div>
              ),
          )}
        </dl>
      </div>
    </Sheet>
  )
}
