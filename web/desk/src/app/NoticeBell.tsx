import { Popover } from 'antd'
import { Bell } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { Notice } from '../api/notices'
import { useNow } from '../live/clock'
import { learn } from '../words'
import { useFormats } from '../words/format'
import css from './Notices.module.css'
import { showNotices, todayOf, useNoticeList, useTold, useUnread } from './told'

await learn('notices')

function Entry({ notice, now }: { notice: Notice; now: number }) {
  const { t } = useTranslation()
  const { moment } = useFormats()
  const waits = notice.read_at === null && notice.until > now
  return (
    <li data-testid="day-notice" data-read={notice.read_at !== null}>
      <p dir="auto">{notice.text}</p>
      <small>
        {notice.urgent && <b>{t('notices.urgent')} · </b>}
        {t('notices.from', { name: notice.by_name, time: moment(notice.at, now) })}
        {waits && ` · ${t('notices.unreadMark')}`}
        {notice.until <= now && ` · ${t('notices.over')}`}
      </small>
    </li>
  )
}

function DayList() {
  const { t } = useTranslation()
  const told = useTold()
  const now = useNow()
  const shown = todayOf(told, now)
  return (
    <section className={css.list} aria-labelledby="day-notices">
      <h2 id="day-notices">{t('notices.today')}</h2>
      {shown.length === 0 && <p>{t('notices.none')}</p>}
      <ol>
        {shown.map((notice) => (
          <Entry key={notice.id} notice={notice} now={now} />
        ))}
      </ol>
    </section>
  )
}

/** How many notices wait to be read; opens those of the day. */
export default function NoticeBell() {
  const { t } = useTranslation()
  const unread = useUnread()
  const { open } = useNoticeList()
  if (unread.length === 0 && !open) return null
  const word = t('notices.unread', { count: unread.length })
  return (
    <Popover trigger="click" placement="bottomRight" arrow={false} destroyOnHidden open={open} onOpenChange={showNotices} content={<DayList />}>
      <button
        type="button"
        className={css.bell}
        data-urgent={unread.some(({ urgent }) => urgent) || undefined}
        data-testid="unread-notices"
        aria-label={word}
        title={word}
      >
        <Bell size={16} aria-hidden />
        <b>{unread.length}</b>
      </button>
    </Popover>
  )
}
