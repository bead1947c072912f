import { Button } from 'antd'
import { Users } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { calls } from '../../api/calls'
import { usePermission } from '../../api/session'
import type { Queue, Waiting } from '../../api/types'
import { attempt } from '../../call/acts'
import { Empty, Loading } from '../../design/Placeholders'
import { Sheet } from '../../design/Sheet'
import { StateMark } from '../../design/StateMark'
import { useLive } from '../../live/store'
import { NotLoaded } from '../../record/NotLoaded'
import { Timer } from '../../record/Timer'
import { useWaiting } from '../../record/useWaiting'
import { useFormats } from '../../words/format'
import css from './WaitingDrawer.module.css'

/** Has it offered to oneself, whatever its place. */
function PickUp({ one }: { one: Waiting }) {
  const { t } = useTranslation()
  const may = usePermission('queues.pick-up')
  const free = useLive(({ agent, offer }) => agent !== null && !offer && ['ready', 'not-ready', 'wrap-up'].includes(agent.state))
  if (!may || !free) return null
  return (
    <Button size="small" data-testid="pick-up" onClick={() => void attempt(calls.pickUp(one.interaction))}>
      {t('queues.pickUp')}
    </Button>
  )
}

function Row({ one }: { one: Waiting }) {
  const { t } = useTranslation()
  return (
    <tr data-testid="waiting-row">
      <td>{one.position}</td>
      <td>
        <b>{one.customer_name || one.caller_pretty || one.caller || t('call.anonymous')}</b>
        {one.customer_name && <p className={css.faint}>{one.caller_pretty}</p>}
      </td>
      <td>{one.offered_to ? <StateMark state="offered" small>{t('queues.ringingAt', { agent: one.offered_to })}</StateMark> : <PickUp one={one} />}</td>
      <td>{one.priority || ''}</td>
      <td>
        <Timer since={one.since} />
      </td>
    </tr>
  )
}

function Who({ queue }: { queue: Queue }) {
  const { t } = useTranslation()
  const waiting = useWaiting(queue)
  if (waiting.isPending) return <Loading label={t('part.loading')} />
  if (waiting.isError) return <NotLoaded query={waiting} />
  if (waiting.data.length === 0) return <Empty icon={Users} title={t('queues.nobody')} help={t('queues.nobodyHelp')} />
  return (
    <table className={css.table}>
      <thead>
        <tr>
          <th scope="col">{t('queues.position')}</th>
          <th scope="col">{t('queues.caller')}</th>
          <th scope="col" aria-label={t('queues.offered')} />
          <th scope="col">{t('queues.priority')}</th>
          <th scope="col">{t('queues.waited')}</th>
        </tr>
      </thead>
      <tbody>
        {waiting.data.map((one) => (
          <Row key={one.interaction} one={one} />
        ))}
      </tbody>
    </table>
  )
}

/** Who waits in a queue, and how long. */
export function WaitingDrawer({ queue, onClose }: { queue: Queue | undefined; onClose: () => void }) {
  const { t } = useTranslation()
  const { name } = useFormats()
  return (
    <Sheet open={queue !== undefined} onClose={onClose} width={480} title={`${name(queue?.name)} · ${t('queues.who')}`}>
      {queue && <Who queue={queue} />}
    </Sheet>
  )
}
