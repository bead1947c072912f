import { useTranslation } from 'react-i18next'
import type { InteractionDetail } from '../../api/types'
import { useNow } from '../../live/clock'
import { useCause } from '../../record/EarlierList'
import { waitedOf } from '../../record/shown'
import { useDispositionName } from '../../record/useChoices'
import { duration, useFormats } from '../../words/format'
import css from './InteractionSheet.module.css'

function useFields(detail: InteractionDetail): [label: string, value: string][] {
  const { t } = useTranslation()
  const { name, full } = useFormats()
  const now = useNow()
  const cause = useCause()
  const disposition = useDispositionName()
  const area = name(detail.area)
  return [
    [t('interactions.number'), [detail.caller_pretty || detail.caller, area].filter(Boolean).join(' · ')],
    [t('call.called'), detail.called],
    [t('interactions.when'), full(detail.opened_at)],
    [t('interactions.queue'), name(detail.queue?.name)],
    [t('interactions.agent'), detail.agent?.name ?? ''],
    [t('interactions.wait'), detail.queued_at === null ? '' : duration(waitedOf(detail, now))],
    [t('interactions.talk'), detail.connected_at === null ? '' : duration(detail.talked)],
    [t('state.held'), detail.held ? duration(detail.held) : ''],
    [t('interactions.language'), t(`interactions.language_${detail.language}` as 'interactions.language_zh', { defaultValue: '' })],
    [t('interactions.disposition'), detail.disposition ? disposition(detail.disposition) : ''],
    [t('interactions.result'), cause(detail.cause)],
  ]
}

/** The contact in a few words. */
export function Summary({ detail }: { detail: InteractionDetail }) {
  const fields = useFields(detail).filter(([, value]) => value)
  return (
    <section>
      <dl className={css.summary}>
        {fields.map(([label, value]) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      {detail.note && <p className={css.note}>{detail.note}</p>}
    </section>
  )
}
