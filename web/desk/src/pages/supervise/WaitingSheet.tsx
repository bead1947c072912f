import { Button } from 'antd'
import { Users } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { usePermission } from '../../api/session'
import { supervise } from '../../api/supervise'
import type { Queue, Waiting } from '../../api/types'
import { attempt } from '../../call/acts'
import { notify } from '../../design/notices'
import { Empty, Loading } from '../../design/Placeholders'
import { Sheet } from '../../design/Sheet'
import { StateMark } from '../../design/StateMark'
import { NotLoaded } from '../../record/NotLoaded'
import { Timer } from '../../record/Timer'
import { useWaiting } from '../../record/useWaiting'
import { useFormats } from '../../words/format'
import type { Seat } from './agents'
import { PersonPicker } from './PersonPicker'
import css from './WaitingSheet.module.css'

interface RowProps {
  one: Waiting
  onAssign: (() => void) | undefined
}

function Row({ one, onAssign }: RowProps) {
  const { t } = useTranslation()
  return (
    <li className={css.row} data-testid="board-waiting" data-interaction={one.interaction}>
      <span className={css.place}>{one.position}</span>
      <span className={css.who}>
        <b>{one.customer_name || one.caller_pretty || one.caller || t('call.anonymous')}</b>
        {one.offered_to && (
          <StateMark state="offered" small>
            {t('queues.ringingAt', { agent: one.offered_to })}
          </StateMark>
        )}
      </span>
      <Timer since={one.since} />
      {onAssign && (
        <Button size="small" data-testid="assign" onClick={onAssign}>
          {t('supervise.assign')}
        </Button>
      )}
    </li>
  )
}

function Who({ queue, seats }: { queue: Queue; seats: readonly Seat[] }) {
  const { t } = useTranslation()
  const may = usePermission('supervise.assign')
  const [chosen, setChosen] = useState<Waiting | null>(null)
  const waiting = useWaiting(queue)
  const assign = async (agent: string) => {
    if (!chosen || !(await attempt(supervise.assign(chosen.interaction, agent)))) return
    notify(t('supervise.assigned', { agent: seats.find((seat) => seat.agent.id === agent)?.agent.name }), 'good')
    setChosen(null)
  }
  if (waiting.isPending) return <Loading label={t('part.loading')} />
  if (waiting.isError) return <NotLoaded query={waiting} />
  if (chosen) {
    const free = seats.filter(({ shown }) => ['ready', 'not-ready', 'wrap-up'].includes(shown))
    return <PersonPicker seats={free} help={t('supervise.assignHelp')} onPick={(agent) => void assign(agent)} />
  }
  if (waiting.data.length === 0) return <Empty icon={Users} title={t('queues.nobody')} help={t('queues.nobodyHelp')} />
  return (
    <ol>
      {waiting.data.map((one) => (
        <Row key={one.interaction} one={one} onAssign={may ? () => setChosen(one) : undefined} />
      ))}
    </ol>
  )
}

/** Who waits in a queue; each can be given to a named agent. */
export function WaitingSheet({ queue, seats, onClose }: { queue: Queue | undefined; seats: readonly Seat[]; onClose: () => void }) {
  const { t } = useTranslation()
  const { name } = useFormats()
  return (
    <Sheet open={queue !== undefined} onClose={onClose} width={460} title={`${name(queue?.name)} · ${t('queues.who')}`}>
      {queue && <Who key={queue.id} queue={queue} seats={seats} />}
    </Sheet>
  )
}
