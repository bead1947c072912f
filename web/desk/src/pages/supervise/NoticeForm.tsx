import { Button, Checkbox, Input, Segmented, Select } from 'antd'
import { useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { notices, type NoticeKind } from '../../api/notices'
import { attempt } from '../../call/acts'
import { notify } from '../../design/notices'
import { useNow } from '../../live/clock'
import { useLive } from '../../live/store'
import { useFormats } from '../../words/format'
import type { Seat } from './agents'
import { useBoardStore } from './board'
import css from './NoticeSheet.module.css'
import { lengths, untilAfter, type Length } from './until'

const kinds: readonly NoticeKind[] = ['everybody', 'teams', 'queues', 'agents']
const LONGEST = 500

/** Whom a notice can be for, by how they are named. */
function useRecipients(seats: readonly Seat[]): Record<NoticeKind, { value: string; label: string }[]> {
  const { name } = useFormats()
  const queues = useLive((live) => live.queues)
  const teams = useBoardStore((board) => board.teams)
  return {
    everybody: [],
    teams: Object.entries(teams).map(([value, names]) => ({ value, label: name(names) })),
    queues: queues.map((queue) => ({ value: queue.id, label: name(queue.name) })),
    agents: seats.map(({ agent }) => ({ value: agent.id, label: `${agent.name} ${agent.number}` })),
  }
}

function Field({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div className={css.field} role="group" aria-label={label}>
      <span aria-hidden>{label}</span>
      {children}
    </div>
  )
}

interface ToProps {
  seats: readonly Seat[]
  kind: NoticeKind
  ids: string[]
  onKind: (kind: NoticeKind) => void
  onIds: (ids: string[]) => void
}

function To({ seats, kind, ids, onKind, onIds }: ToProps) {
  const { t } = useTranslation()
  const recipients = useRecipients(seats)
  const choices = kinds.map((value) => ({ value, label: t(`notices.to_${value}`) }))
  return (
    <Field label={t('notices.to')}>
      <Segmented<NoticeKind> block value={kind} onChange={onKind} options={choices} />
      {kind !== 'everybody' && (
        <Select<string[]>
          mode="multiple"
          value={ids}
          onChange={onIds}
          options={recipients[kind]}
          showSearch={{ optionFilterProp: 'label' }}
          placeholder={t(`notices.choose_${kind}`)}
          aria-label={t(`notices.choose_${kind}`)}
          data-testid="notice-ids"
        />
      )}
    </Field>
  )
}

/** One thing to say: to whom, what, how urgent, and until when. */
export function NoticeForm({ seats, onSent }: { seats: readonly Seat[]; onSent: () => void }) {
  const { t } = useTranslation()
  const now = useNow()
  const [kind, setKind] = useState<NoticeKind>('everybody')
  const [ids, setIds] = useState<string[]>([])
  const [text, setText] = useState('')
  const [urgent, setUrgent] = useState(false)
  const [length, setLength] = useState<Length>('day')
  const [sending, setSending] = useState(false)
  const ready = text.trim() !== '' && (kind === 'everybody' || ids.length > 0)
  const choose = (next: NoticeKind) => {
    setKind(next)
    setIds([])
  }
  const send = async () => {
    setSending(true)
    const notice = { text, urgent, to: { kind, ids }, until: untilAfter(now, length) }
    const sent = notices.send(notice).then((answer) => notify(t('notices.sent', { count: answer.read + answer.unread }), 'good'))
    if (await attempt(sent)) {
      setText('')
      setUrgent(false)
      onSent()
    }
    setSending(false)
  }
  return (
    <form
      className={css.form}
      onSubmit={(event) => {
        event.preventDefault()
        if (ready) void send()
      }}
    >
      <To seats={seats} kind={kind} ids={ids} onKind={choose} onIds={setIds} />
      <Field label={t('notices.text')}>
        <Input.TextArea
          autoFocus
          showCount
          maxLength={LONGEST}
          autoSize={{ minRows: 3, maxRows: 8 }}
          aria-label={t('notices.text')}
          data-testid="notice-text"
          value={text}
          onChange={(event) => setText(event.target.value)}
        />
      </Field>
      <Checkbox checked={urgent} data-testid="notice-urgent" onChange={(event) => setUrgent(event.target.checked)}>
        {t('notices.urgent')} <small>{t('notices.urgentHelp')}</small>
      </Checkbox>
      <div className={css.last}>
        <Field label={t('notices.until')}>
          <Select<Length>
            value={length}
            onChange={setLength}
            aria-label={t('notices.until')}
            options={lengths.map((value) => ({
              value,
              label: value === 'day' ? t('notices.until_day') : t('notices.until_hours', { hours: value }),
            }))}
          />
        </Field>
        <Button type="primary" htmlType="submit" disabled={!ready} loading={sending} data-testid="notice-send">
          {t('notices.send')}
        </Button>
      </div>
    </form>
  )
}
