import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import type { BoardCall, CallMessage } from '../../api/supervise'
import type { JournalEntry } from '../../api/types'
import { Loading } from '../../design/Placeholders'
import { Sheet } from '../../design/Sheet'
import { StateMark } from '../../design/StateMark'
import { listenTo } from '../../live/topics'
import { JournalLines } from '../../record/JournalLines'
import { shownContact } from '../../record/shown'
import { Timer } from '../../record/Timer'
import { useFormats } from '../../words/format'
import { actsOn } from './acts'
import type { Seat } from './agents'
import { useBoardStore } from './board'
import { callerOf, stageSince } from './calls'
import css from './CallSheet.module.css'
import { Stretches } from './Stretches'
import { useActing, useMe } from './useActing'

/** A call's journal, line by line as it is written; a new connection begins anew. */
function useLines(id: string): JournalEntry[] | null {
  const [lines, setLines] = useState<JournalEntry[] | null>(null)
  useEffect(
    () =>
      listenTo(`call:${id}`, (told: CallMessage) =>
        setLines((known) => {
          const after = known?.at(-1)?.position ?? 0
          return [...(known ?? []), ...told.lines.filter(({ position }) => position > after)]
        }),
      ),
    [id],
  )
  return lines
}

function Acts({ seat, onIntercept }: { seat: Seat; onIntercept: (seat: Seat) => void }) {
  const { t } = useTranslation()
  const me = useMe()
  const act = useActing(onIntercept)
  const [sure, setSure] = useState<string | null>(null)
  const offered = actsOn(seat, me).filter(({ id }) => ['listen', 'whisper', 'barge', 'take-over', 'release'].includes(id))
  if (offered.length === 0) return null
  return (
    <div className={css.acts}>
      {offered.map((one) => (
        <button
          key={one.id}
          type="button"
          data-grave={one.grave}
          data-testid={`call-${one.id}`}
          onClick={() => {
            if (one.grave && sure !== one.id) setSure(one.id)
            else {
              setSure(null)
              act(one, seat)
            }
          }}
        >
          <one.icon size={15} aria-hidden />
          {t(sure === one.id ? `supervise.sure_${one.id as 'release'}` : `supervise.act_${one.id}`)}
        </button>
      ))}
    </div>
  )
}

function Parties({ call }: { call: BoardCall }) {
  const { t } = useTranslation()
  if (call.parties.length === 0) return null
  return (
    <ul className={css.parties} aria-label={t('supervise.parties')}>
      {call.parties.map((party) => (
        <li key={party.leg}>
          <b>{party.name}</b>
          <span>{t(`supervise.party_${party.muted ? 'muted' : party.state}` as 'supervise.party_in', { defaultValue: party.state })}</span>
          <Timer since={party.since} />
        </li>
      ))}
    </ul>
  )
}

function Now({ call, seats, onIntercept }: { call: BoardCall; seats: readonly Seat[]; onIntercept: (seat: Seat) => void }) {
  const { t } = useTranslation()
  const { name } = useFormats()
  const served = seats.find((seat) => seat.call?.id === call.id && seat.agent.state === 'busy')
  return (
    <>
      <p className={css.now} data-testid="call-stage" data-state={call.state}>
        <StateMark state={shownContact(call.state)}>{t(`state.${call.state}`)}</StateMark>
        <Timer since={stageSince(call)} />
        <span className={css.faint}>{call.state === 'menu' ? name(call.step?.label) : name(call.queue_name)}</span>
      </p>
      <Parties call={call} />
      {served && <Acts seat={served} onIntercept={onIntercept} />}
    </>
  )
}

interface Props {
  id: string
  seats: readonly Seat[]
  onIntercept: (seat: Seat) => void
  onClose: () => void
}

/** One call step by step: where it is, who is in it, and every step that brought it there. */
export function CallSheet({ id, seats, onIntercept, onClose }: Props) {
  const { t } = useTranslation()
  const call = useBoardStore((board) => board.calls[id])
  const lines = useLines(id)
  const opened = lines?.[0]?.data.caller
  const caller = typeof opened === 'string' ? opened : ''
  const detail = { caller: call?.caller ?? caller, caller_pretty: call?.caller_pretty ?? caller, queue: null }
  const title = call ? callerOf(call) || t('call.anonymous') : t('supervise.call')
  return (
    <Sheet open width={560} title={title} onClose={onClose}>
      <div className={css.call} data-testid="call-sheet" data-call={id}>
        {call && <Now call={call} seats={seats} onIntercept={onIntercept} />}
        {!call && lines && (
          <p className={css.over}>
            {t('supervise.over')} <Link to={`/interactions/${encodeURIComponent(id)}`}>{t('supervise.toContact')}</Link>
          </p>
        )}
        {lines === null ? (
          <Loading label={t('part.loading')} />
        ) : (
          <>
            <Stretches lines={lines} />
            <JournalLines entries={lines} detail={detail} />
          </>
        )}
      </div>
    </Sheet>
  )
}
