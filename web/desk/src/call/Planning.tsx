import { Button, Input } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { planned } from '../api/planned'
import { attempt } from './acts'
import css from './Planned.module.css'

const HOUR = 3_600_000

/** As the browser's field for a moment takes it: `2026-03-01T14:05`, in the time of this place. */
function local(at: number): string {
  const moment = new Date(at)
  return new Date(at - moment.getTimezoneOffset() * 60_000).toISOString().slice(0, 16)
}

interface Props {
  /** Whose number it is, where that is known already. */
  to?: { number: string; customer: string }
  onDone: () => void
}

/** A new planned call: to whom, when, and what about. */
export default function Planning({ to, onDone }: Props) {
  const { t } = useTranslation()
  const [number, setNumber] = useState(to?.number ?? '')
  const [when, setWhen] = useState(() => local(Date.now() + HOUR))
  const [note, setNote] = useState('')
  const plan = async () => {
    if (await attempt(planned.plan({ number, customer: to?.customer ?? '', note, due: new Date(when).getTime() }))) onDone()
  }
  return (
    <form
      className={css.form}
      onSubmit={(event) => {
        event.preventDefault()
        void plan()
      }}
    >
      {!to && <Input placeholder={t('plan.number')} aria-label={t('plan.number')} value={number} onChange={(event) => setNumber(event.target.value)} />}
      <Input type="datetime-local" aria-label={t('plan.when')} value={when} onChange={(event) => setWhen(event.target.value)} />
      <Input placeholder={t('plan.note')} aria-label={t('plan.note')} value={note} onChange={(event) => setNote(event.target.value)} />
      <Button type="primary" htmlType="submit" disabled={!number.trim() || !when}>
        {t('plan.add')}
      </Button>
    </form>
  )
}
