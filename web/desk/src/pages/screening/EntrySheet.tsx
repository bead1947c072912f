import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Button, Popconfirm } from 'antd'
import { Trash2 } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { explain } from '../../api/explain'
import { notify } from '../../design/notices'
import { Sheet } from '../../design/Sheet'
import { useFormats } from '../../words/format'
import { removeEntry, SCREENING, type Entry } from '../../api/screening'
import { EntryForm } from './EntryForm'
import css from './Screening.module.css'

function Removal({ entry, onRemoved }: { entry: Entry; onRemoved: () => void }) {
  const { t } = useTranslation()
  const client = useQueryClient()
  const remove = useMutation({
    mutationFn: () => removeEntry(entry.id),
    onSuccess: () => {
      void client.invalidateQueries({ queryKey: SCREENING })
      notify(t('screening.removed'), 'good')
      onRemoved()
    },
    onError: (error) => notify(explain(error), 'bad'),
  })
  return (
    <Popconfirm
      title={t('screening.removeSure')}
      okText={t('screening.remove')}
      cancelText={t('screening.cancel')}
      onConfirm={() => remove.mutate()}
    >
      <Button danger icon={<Trash2 size={14} />} loading={remove.isPending} data-testid="screening-remove">
        {t('screening.remove')}
      </Button>
    </Popconfirm>
  )
}

function Origin({ entry }: { entry: Entry }) {
  const { t } = useTranslation()
  const { full } = useFormats()
  const fields = [
    [t('screening.list'), t(`screening.${entry.kind}`)],
    [t('screening.state'), t(`screening.state_${entry.state}`)],
    [t('screening.from'), full(entry.starts)],
    [t('screening.until'), entry.ends === null ? t('screening.forGood') : full(entry.ends)],
    [t('screening.by'), `${entry.by_name} · ${full(entry.created)}`],
  ]
  return (
    <dl className={css.origin}>
      {fields.map(([label, value]) => (
        <div key={label}>
          <dt>{label}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  )
}

/** One line of a list: seen, changed, taken off. */
export function EntrySheet({ entry, onClose }: { entry: Entry; onClose: () => void }) {
  const title = entry.match === 'prefix' ? `${entry.number}…` : entry.number_pretty
  return (
    <Sheet open width={440} title={title} extra={<Removal entry={entry} onRemoved={onClose} />} onClose={onClose}>
      <Origin entry={entry} />
      <EntryForm key={entry.id} entry={entry} onCancel={onClose} onSaved={onClose} />
    </Sheet>
  )
}
