import { useInfiniteQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import { MessageSquareText } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { notices, sentQuery, type SentNotice } from '../../api/notices'
import { attempt } from '../../call/acts'
import { Empty, Loading } from '../../design/Placeholders'
import { Sheet } from '../../design/Sheet'
import { useNow } from '../../live/clock'
import { useLive } from '../../live/store'
import { NotLoaded } from '../../record/NotLoaded'
import { useFormats } from '../../words/format'
import type { Seat } from './agents'
import { useBoardStore } from './board'
import { NoticeForm } from './NoticeForm'
import css from './NoticeSheet.module.css'

/** To whom it was sent, in words. */
function useAddress({ to, readers }: SentNotice): string {
  const { t } = useTranslation()
  const { name } = useFormats()
  const queues = useLive((live) => live.queues)
  const teams = useBoardStore((board) => board.teams)
  if (to.kind === 'everybody') return t('notices.to_everybody')
  if (to.kind === 'agents') return readers.map((one) => one.name).join(', ')
  const names = to.kind === 'teams' ? teams : Object.fromEntries(queues.map((queue) => [queue.id, queue.name]))
  return to.ids.map((id) => name(names[id] ?? id)).join(', ')
}

function Readers({ notice }: { notice: SentNotice }) {
  const { t } = useTranslation()
  const named = (read: boolean) => notice.readers.filter(({ at }) => (at !== null) === read).map(({ name }) => name).join(', ')
  return (
    <details className={css.readers}>
      <summary data-testid="notice-readers">{t('notices.readers', { read: notice.read, all: notice.read + notice.unread })}</summary>
      {notice.unread > 0 && <p>{t('notices.notYet', { names: named(false) })}</p>}
      {notice.read > 0 && <p>{t('notices.already', { names: named(true) })}</p>}
    </details>
  )
}

function Row({ notice, onChange }: { notice: SentNotice; onChange: () => void }) {
  const { t } = useTranslation()
  const { moment } = useFormats()
  const now = useNow()
  const address = useAddress(notice)
  const withdraw = async () => {
    if (await attempt(notices.withdraw(notice.id))) onChange()
  }
  const shown = notice.withdrawn_at === null && notice.until > now
  const end = notice.withdrawn_at !== null ? t('notices.withdrawn') : shown ? t('notices.untilMoment', { time: moment(notice.until, now) }) : t('notices.over')
  return (
    <li className={css.row} data-shown={shown} data-testid="sent-notice">
      <p className={css.text} dir="auto">
        {notice.urgent && <b>{t('notices.urgent')}</b>} {notice.text}
      </p>
      <small>{[address, t('notices.from', { name: notice.by_name, time: moment(notice.at, now) }), end].join(' · ')}</small>
      <Readers notice={notice} />
      {shown && notice.withdrawable && (
        <Button size="small" type="text" data-testid="notice-withdraw" onClick={() => void withdraw()}>
          {t('notices.withdraw')}
        </Button>
      )}
    </li>
  )
}

function SentList() {
  const { t } = useTranslation()
  const list = useInfiniteQuery(sentQuery)
  if (list.isPending) return <Loading label={t('part.loading')} />
  if (list.isError) return <NotLoaded query={list} />
  const sent = list.data.pages.flatMap(({ items }) => items)
  if (sent.length === 0) return <Empty icon={MessageSquareText} title={t('notices.listNone')} help={t('notices.listHelp')} />
  return (
    <>
      <ol>
        {sent.map((notice) => (
          <Row key={notice.id} notice={notice} onChange={() => void list.refetch()} />
        ))}
      </ol>
      {list.hasNextPage && (
        <Button type="link" loading={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
          {t('notices.older')}
        </Button>
      )}
    </>
  )
}

/** Says one thing to agents, and shows who has read what was said. */
export default function NoticeSheet({ seats, onClose }: { seats: readonly Seat[]; onClose: () => void }) {
  const { t } = useTranslation()
  const list = useInfiniteQuery(sentQuery)
  return (
    <Sheet open onClose={onClose} width={460} title={t('notices.send')}>
      <NoticeForm seats={seats} onSent={() => void list.refetch()} />
      <section className={css.sent} aria-labelledby="sent-notices">
        <h2 id="sent-notices">{t('notices.list')}</h2>
        <SentList />
      </section>
    </Sheet>
  )
}
