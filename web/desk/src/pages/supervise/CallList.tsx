import { PhoneOff } from 'lucide-react'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { BoardCall } from '../../api/supervise'
import { Empty } from '../../design/Placeholders'
import { StateMark } from '../../design/StateMark'
import { shownContact } from '../../record/shown'
import { Timer } from '../../record/Timer'
import { VirtualRows } from '../../record/VirtualRows'
import { useFormats } from '../../words/format'
import { useBoardStore } from './board'
import { byAge, callerOf, stageSince } from './calls'
import css from './CallList.module.css'

const COLUMNS = ['caller', 'where', 'stage', 'since', 'with', 'whole'] as const

function Cells({ call }: { call: BoardCall }) {
  const { t } = useTranslation()
  const { name } = useFormats()
  const people = call.parties.map((party) => party.name).join(', ')
  const inMenu = call.state === 'menu'
  return (
    <>
      <span role="cell" className={css.who}>
        {callerOf(call) || t('call.anonymous')}
      </span>
      <span role="cell">
        <StateMark state={shownContact(call.state)} small>
          {t(`state.${call.state}`)}
        </StateMark>
      </span>
      <span role="cell" className={css.faint}>
        {inMenu ? name(call.step?.label) : name(call.queue_name)}
      </span>
      <span role="cell">
        <Timer since={stageSince(call)} />
      </span>
      <span role="cell" className={css.faint} title={people}>
        {people}
      </span>
      <span role="cell" className={css.faint}>
        <Timer since={call.opened_at} />
      </span>
    </>
  )
}

/** Every running call; opens one step by step. */
export function CallList({ selected, onOpen }: { selected: string | undefined; onOpen: (id: string) => void }) {
  const { t } = useTranslation()
  const calls = useBoardStore((board) => board.calls)
  const rows = useMemo(() => byAge(calls), [calls])
  if (rows.length === 0) return <Empty icon={PhoneOff} title={t('supervise.noCalls')} help={t('supervise.noCallsHelp')} />
  return (
    <VirtualRows
      label={t('supervise.calls')}
      rows={rows}
      height={42}
      columns={css.columns}
      head={COLUMNS.map((column) => (
        <span key={column} role="columnheader">
          {t(`supervise.column_${column}`)}
        </span>
      ))}
      rowId={(row) => row.id}
      selected={selected}
      testId="board-call"
      render={(row) => <Cells call={row} />}
      onOpen={(row) => onOpen(row.id)}
      onEnd={nothingMore}
    />
  )
}

const nothingMore = () => undefined
