import { useQueryClient } from '@tanstack/react-query'
import { CircleAlert, MessageSquareText } from 'lucide-react'
import { useState, type KeyboardEvent } from 'react'
import { useTranslation } from 'react-i18next'
import type { Notice } from '../api/notices'
import { useNow } from '../live/clock'
import { learn } from '../words'
import { useFormats } from '../words/format'
import css from './Notices.module.css'
import { readNotice, useTelling, useTold, useUnread } from './told'
import { useRested } from './useRested'

await learn('notices')

/** Who types goes on typing. */
const keepFocus = (event: { preventDefault: () => void }) => event.preventDefault()

function Line({ notice, more }: { notice: Notice; more: number }) {
  const { t } = useTranslation()
  const { moment } = useFormats()
  const now = useNow()
  const [opened, setOpened] = useState('')
  const whole = opened === notice.id
  const Icon = notice.urgent ? CircleAlert : MessageSquareText
  return (
    <>
      <Icon size={16} aria-hidden />
      {notice.urgent && <b>{t('notices.urgent')}</b>}
      <button
        type="button"
        className={css.text}
        aria-expanded={whole}
        title={t('notices.whole')}
        data-testid="told-text"
        dir="auto"
        onMouseDown={keepFocus}
        onClick={() => setOpened(whole ? '' : notice.id)}
      >
        {notice.text}
      </button>
      <small>{t('notices.from', { name: notice.by_name, time: moment(notice.at, now) })}</small>
      {more > 0 && <small data-testid="told-more">{t('notices.more', { count: more })}</small>}
    </>
  )
}

/** What a supervisor says and I have not read: one quiet line, which waits until the hand rests. */
export default function Notices() {
  const { t } = useTranslation()
  const client = useQueryClient()
  useTelling()
  const told = useTold()
  const rested = useRested(useUnread())
  const unread = rested.filter(({ id }) => !told.some((one) => one.id === id && one.read_at !== null))
  const [notice] = unread
  const read = () => {
    if (notice) void readNotice(client, notice, Date.now())
  }
  const press = (event: KeyboardEvent) => {
    if (event.key.toLowerCase() === 'r' && !event.ctrlKey && !event.metaKey && !event.altKey) read()
  }
  return (
    <section className={css.place} aria-label={t('notices.title')} aria-live="polite" onKeyDown={press}>
      {notice && (
        <div className={css.line} data-urgent={notice.urgent || undefined} data-testid="told">
          <Line notice={notice} more={unread.length - 1} />
          <button
            type="button"
            className={css.read}
            aria-keyshortcuts="R"
            data-testid="told-read"
            onMouseDown={keepFocus}
            onClick={read}
          >
            {t('notices.read')} <kbd aria-hidden>R</kbd>
          </button>
        </div>
      )}
    </section>
  )
}
