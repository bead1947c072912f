import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Button, Input, InputNumber, Segmented, Select } from 'antd'
import { useState, type ReactNode, type SyntheticEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { explain } from '../../api/explain'
import { notify } from '../../design/notices'
import { addEntry, changeEntry, SCREENING, type Entry, type EntryDraft } from '../../api/screening'
import css from './Screening.module.css'

const DAYS = [3, 7, 30, 90, 365, null]
/** In the choice of days: leave the end as it is. */
const UNCHANGED = -1
const FOR_GOOD = 0

function Field({ label, children }: { label: string; children: ReactNode }) {
  return (
    <label className={css.field}>
      <span>{label}</span>
      {children}
    </label>
  )
}

function useSave(entry: Entry | undefined, onSaved: () => void) {
  const { t } = useTranslation()
  const client = useQueryClient()
  return useMutation({
    mutationFn: ({ draft, days }: { draft: EntryDraft; days: number }) => {
      const { reason, priority } = draft
      const length = days === UNCHANGED ? {} : { days: days === FOR_GOOD ? null : days }
      return entry ? changeEntry(entry.id, { reason, priority, ...length }) : addEntry({ ...draft, days: days || null })
    },
    onSuccess: () => {
      void client.invalidateQueries({ queryKey: SCREENING })
      notify(t(entry ? 'screening.saved' : 'screening.added'), 'good')
      onSaved()
    },
  })
}

function NumberFields({ draft, onChange }: { draft: EntryDraft; onChange: (part: Partial<EntryDraft>) => void }) {
  const { t } = useTranslation()
  return (
    <>
      <Segmented
        block
        aria-label={t('screening.list')}
        value={draft.kind}
        options={(['black', 'white'] as const).map((kind) => ({ value: kind, label: t(`screening.${kind}`) }))}
        onChange={(kind) => onChange({ kind })}
      />
      <div className={css.number}>
        <Field label={t('screening.match')}>
          <Select
            value={draft.match}
            options={(['number', 'prefix'] as const).map((match) => ({ value: match, label: t(`screening.${match}`) }))}
            onChange={(match) => onChange({ match })}
          />
        </Field>
        <Field label={t(`screening.${draft.match}`)}>
          <Input
            autoFocus
            inputMode="tel"
            data-testid="screening-number"
            value={draft.number}
            onChange={(event) => onChange({ number: event.target.value })}
          />
        </Field>
      </div>
    </>
  )
}

interface Props {
  entry?: Entry | undefined
  number?: string
  onCancel: () => void
  onSaved: () => void
}

const draftOf = (entry: Entry | undefined, number: string): EntryDraft => ({
  kind: entry?.kind ?? 'black',
  number: entry?.number ?? number,
  match: entry?.match ?? 'number',
  reason: entry?.reason ?? '',
  days: null,
  priority: entry?.priority ?? 0,
})

/** Which number on which list, why, and for how long. */
export function EntryForm({ entry, number = '', onCancel, onSaved }: Props) {
  const { t } = useTranslation()
  const [draft, setDraft] = useState(() => draftOf(entry, number))
  const [days, setDays] = useState(entry ? UNCHANGED : 30)
  const save = useSave(entry, onSaved)
  const change = (part: Partial<EntryDraft>) => setDraft({ ...draft, ...part })
  const lengths = [...(entry ? [UNCHANGED] : []), ...DAYS.map((length) => length ?? FOR_GOOD)]
  const lengthLabel = (length: number) =>
    length === UNCHANGED
      ? t('screening.unchanged')
      : length === FOR_GOOD
        ? t('screening.forGood')
        : t(entry ? 'screening.daysFromNow' : 'screening.days', { days: length })
  const submit = (event: SyntheticEvent) => {
    event.preventDefault()
    save.mutate({ draft, days })
  }
  return (
    <form className={css.form} onSubmit={submit} data-testid="screening-form">
      {!entry && <NumberFields draft={draft} onChange={change} />}
      <Field label={t('screening.effect')}>
        <Select
          data-testid="screening-days"
          value={days}
          options={lengths.map((length) => ({ value: length, label: lengthLabel(length) }))}
          onChange={setDays}
        />
      </Field>
      {draft.kind === 'white' && (
        <Field label={t('screening.priority')}>
          <InputNumber
            min={0}
            max={100}
            value={draft.priority}
            onChange={(priority) => change({ priority: priority ?? 0 })}
          />
        </Field>
      )}
      <Field label={t('screening.reason')}>
        <Input.TextArea
          rows={3}
          maxLength={500}
          data-testid="screening-reason"
          value={draft.reason}
          onChange={(event) => change({ reason: event.target.value })}
        />
      </Field>
      {save.isError && (
        <p className={css.error} role="alert">
          {explain(save.error)}
        </p>
      )}
      <div className={css.acts}>
        <Button onClick={onCancel}>{t('screening.cancel')}</Button>
        <Button
          type="primary"
          htmlType="submit"
          disabled={draft.number.trim() === ''}
          loading={save.isPending}
          data-testid="screening-save"
        >
          {t('screening.save')}
        </Button>
      </div>
    </form>
  )
}
