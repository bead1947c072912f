import { Button, Segmented } from 'antd'
import { MessageSquareText, Users } from 'lucide-react'
import { lazy, Suspense, useCallback, useDeferredValue, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useNavigate, useParams } from 'react-router'
import { usePermission } from '../../api/session'
import { Empty, Loading } from '../../design/Placeholders'
import { useLive } from '../../live/store'
import { PageHead } from '../../record/PageHead'
import { learn } from '../../words'
import { AgentGrid } from './AgentGrid'
import { countStates, filtered, grouped, seatsOf, type Filter, type Grouping, type Seat } from './agents'
import { useBoard } from './board'
import { CallList } from './CallList'
import { CallSheet } from './CallSheet'
import { FilterRow } from './FilterRow'
import { InterceptSheet } from './InterceptSheet'
import { QueueStrips } from './QueueStrips'
import css from './SupervisePage.module.css'
import { Trunks } from './Trunks'
import { useStanding } from './standing'
import { useActing } from './useActing'
import { WaitingSheet } from './WaitingSheet'

const NoticeSheet = lazy(() => import('./NoticeSheet'))

await Promise.all([learn('supervise'), learn('notices')])

const anybody: Filter = { text: '', state: '', queue: '', team: '' }
const views = ['agents', 'calls'] as const
type View = (typeof views)[number]

interface AgentsProps {
  seats: readonly Seat[]
  everybody: readonly Seat[]
  grouping: Grouping
  onIntercept: (seat: Seat) => void
}

function Agents({ seats, everybody, grouping, onIntercept }: AgentsProps) {
  const { t } = useTranslation()
  const groups = useMemo(() => grouped(seats, grouping), [seats, grouping])
  const [shown, hold] = useStanding(groups, everybody)
  const act = useActing(onIntercept)
  if (shown.length === 0) return <Empty icon={Users} title={t('supervise.nobody')} help={t('supervise.nobodyHelp')} />
  return <AgentGrid groups={shown} grouping={grouping} onAct={act} onMenu={hold} />
}

/** Says something to agents, in a sheet of its own. */
function NoticeKey({ seats }: { seats: readonly Seat[] }) {
  const { t } = useTranslation()
  const [open, setOpen] = useState(false)
  if (!usePermission('supervise.notify')) return null
  return (
    <>
      <Button icon={<MessageSquareText size={14} />} data-testid="notice-write" onClick={() => setOpen(true)}>
        {t('notices.send')}
      </Button>
      {open && (
        <Suspense fallback={null}>
          <NoticeSheet seats={seats} onClose={() => setOpen(false)} />
        </Suspense>
      )}
    </>
  )
}

/** The centre as it is now: queues, lines, agents and calls; what may be done to them is done here. */
export default function SupervisePage() {
  const { t } = useTranslation()
  const { call } = useParams()
  const navigate = useNavigate()
  const board = useBoard()
  const queues = useLive((live) => live.queues)
  const [view, setView] = useState<View>('agents')
  const [filter, setFilter] = useState(anybody)
  const [grouping, setGrouping] = useState<Grouping>('state')
  const [queue, setQueue] = useState<string | null>(null)
  const [intercepted, setIntercepted] = useState<Seat | null>(null)
  const wanted = useDeferredValue(filter)
  const seats = useMemo(() => seatsOf(board), [board])
  const counts = useMemo(() => countStates(seats), [seats])
  const shown = useMemo(() => filtered(seats, wanted), [seats, wanted])
  const intercept = useCallback((seat: Seat) => setIntercepted(seat), [])
  const follow = (id?: string) => void navigate(`/supervise${id ? `/${encodeURIComponent(id)}` : ''}`)
  const calls = Object.keys(board.calls).length
  return (
    <div className={css.page} data-testid="supervise" data-known={board.known || undefined}>
      <PageHead title={t('supervise.title')}>
        <NoticeKey seats={seats} />
        <Segmented<View>
          value={view}
          onChange={setView}
          options={views.map((value) => ({
            value,
            label: (
              <span data-testid={`view-${value}`}>
                {t(`supervise.${value}`)} {value === 'calls' ? calls : seats.length - counts['signed-out']}
              </span>
            ),
          }))}
        />
      </PageHead>
      <QueueStrips queues={queues} onOpen={setQueue} />
      <Trunks />
      {view === 'agents' && (
        <FilterRow filter={filter} onFilter={setFilter} counts={counts} grouping={grouping} onGrouping={setGrouping} />
      )}
      {!board.known && <Loading label={t('part.loading')} lines={10} />}
      {board.known && view === 'agents' && <Agents seats={shown} everybody={seats} grouping={grouping} onIntercept={intercept} />}
      {board.known && view === 'calls' && <CallList selected={call} onOpen={follow} />}
      <WaitingSheet queue={queues.find(({ id }) => id === queue)} seats={seats} onClose={() => setQueue(null)} />
      <InterceptSheet seat={intercepted} seats={seats} onClose={() => setIntercepted(null)} />
      {call && <CallSheet key={call} id={call} seats={seats} onIntercept={intercept} onClose={() => follow()} />}
    </div>
  )
}
