import { AudioLines } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { InteractionRow } from '../../api/types'
import { StateMark } from '../../design/StateMark'
import { useCause } from '../../record/EarlierList'
import { shownContact, waitedOf } from '../../record/shown'
import { useDispositionName } from '../../record/useChoices'
import { duration, useFormats } from '../../words/format'
import css from './InteractionsPage.module.css'


function Result({ row }: { row: InteractionRow }) {
  const { t } = useTranslation()
  const cause = useCause()
  const disposition = useDispositionName()
  const { state } = row
  if (state === 'menu' || state === 'waiting') return <>{t(`state.${state}`)}</>
  if (state !== 'ended') {
    return (
      <StateMark state={shownContact(state)} small>
        {t(`state.${state}`)}
      </StateMark>
    )
  }
  return row.disposition ? (
    <span title={disposition(row.disposition)}>{disposition(row.disposition)}</span>
  ) : (
    <span className={css.faint}>{cause(row.cause)}</span>
  )
}

const length = (happened: boolean, millis: number) => (happened ? duration(millis) : '—')

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
        {row.customer && <span className={css.faint}>{number}</span>}
      </span>
      <span role="cell" className={css.queue}>
        {name(row.queue?.name) || '—'}
      </span>
      <span role="cell" className={css.agent}>
        {row.agent?.name ?? '—'}
      </span>
      <span role="cell" className={css.time}>
        {length(row.queued_at !== null, waitedOf(row, now))}
      </span>
      <span role="cell" className={css.talk}>
        {length(row.connected_at !== null, row.talked)}
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
