import { AudioLines } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { InteractionRow } from '../../api/types'
import { StateMark, type ShownState } from '../../design/StateMark'
import { useCause } from '../../record/EarlierList'
import { useDispositionName } from '../../record/useChoices'
import { Vip } from '../../record/Vip'
import { duration, useFormats } from '../../words/format'
import css from './InteractionsPage.module.css'

const live = new Set<string>(['offered', 'talking', 'held', 'wrap-up'])

function Result({ row }: { row: InteractionRow }) {
  const { t } = useTranslation()
  const cause = useCause()
  const disposition = useDispositionName()
  if (live.has(row.state)) {
    const state = row.state as ShownState & 'talking'
    return (
      <StateMark state={state} small>
        {t(`state.${state}`)}
      </StateMark>
    )
  }
  if (row.state !== 'ended') return <>{t(`state.${row.state}` as 'state.open', { defaultValue: row.state })}</>
  return row.disposition ? (
    <span title={disposition(row.disposition)}>{disposition(row.disposition)}</span>
  ) : (
    <span className={css.faint}>{cause(row.cause)}</span>
  )
}

const between = (from: number | null, to: number | null) => (from !== null && to !== null ? duration(to - from) : '—')

/** The cells of one contact. */
export function Cells({ row, now }: { row: InteractionRow; now: number }) {
  const { t } = useTranslation()
  const { name, moment } = useFormats()
  const number = row.caller_pretty || row.caller || t('call.anonymous')
  return (
    <>
      <span role="cell" className={css.when}>
        {moment(row.opened_at, now)}
      </span>
      <span role="cell" className={css.who}>
        <b>{row.customer?.name ?? number}</b>
        {row.customer?.vip && <Vip />}
        {row.customer && <span className={css.faint}>{number}</span>}
      </span>
      <span role="cell" className={css.queue}>
        {name(row.queue?.name) || '—'}
      </span>
      <span role="cell" className={css.agent}>
        {row.agent_name || '—'}
      </span>
      <span role="cell" className={css.time}>
        {between(row.queued_at, row.connected_at ?? row.ended_at)}
      </span>
      <span role="cell" className={css.talk}>
        {between(row.connected_at, row.ended_at)}
      </span>
      <span role="cell" className={css.result}>
        <Result row={row} />
      </span>
      <span role="cell" className={css.sound}>
        {row.recording && <AudioLines size={15} role="img" aria-label={t('interactions.sound')} />}
      </span>
    </>
  )
}

const columns = ['when', 'who', 'queue', 'agent', 'wait', 'talk', 'result'] as const

/** The names of the columns. */
export function HeadCells() {
  const { t } = useTranslation()
  return (
    <>
      {columns.map((column) => (
        <span key={column} role="columnheader">
          {t(`interactions.${column}`)}
        </span>
      ))}
      <span role="columnheader" aria-label={t('interactions.sound')} />
    </>
  )
}
