import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Button, Checkbox, Input, Select } from 'antd'
import { Plus, X } from 'lucide-react'
import { useState, type SyntheticEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { explain } from '../../api/explain'
import { addCustomer, changeCustomer, customerQuery } from '../../api/lists'
import type { Customer, CustomerDraft } from '../../api/types'
import { notify } from '../../design/notices'
import css from './CustomerSheet.module.css'

const kinds = ['mobile', 'home', 'work', 'fax', 'other'] as const

type Numbers = CustomerDraft['numbers']

function NumbersField({ numbers, onChange }: { numbers: Numbers; onChange: (numbers: Numbers) => void }) {
  const { t } = useTranslation()
  const change = (at: number, part: Partial<Numbers[number]>) =>
    onChange(numbers.map((one, index) => (index === at ? { ...one, ...part } : one)))
  return (
    <fieldset>
      <legend>{t('customer.numbers')}</legend>
      {numbers.map((one, index) => (
        <div key={index} className={css.number}>
          <Input
            aria-label={t('customer.number')}
            inputMode="tel"
            value={one.number}
            onChange={(event) => change(index, { number: event.target.value })}
          />
          <Select
            aria-label={t('customer.kind')}
            value={one.kind}
            options={kinds.map((kind) => ({ value: kind, label: t(`customer.kind_${kind}`) }))}
            onChange={(kind: string) => change(index, { kind })}
          />
          <Button
            type="text"
            aria-label={t('customer.removeNumber', { number: one.number })}
            icon={<X size={15} />}
            onClick={() => onChange(numbers.filter((_, at) => at !== index))}
          />
        </div>
      ))}
      <Button
        className={css.add ?? ''}
        size="small"
        icon={<Plus size={14} />}
        onClick={() => onChange([...numbers, { number: '', kind: 'mobile' }])}
      >
        {t('customer.addNumber')}
      </Button>
    </fieldset>
  )
}

function draftOf(customer: Customer | undefined, number: string): CustomerDraft {
  if (!customer) return { name: '', vip: 0, notes: '', numbers: [{ number, kind: 'mobile' }] }
  const numbers = customer.numbers.map((one) => ({ number: one.number, kind: one.kind }))
  return { name: customer.name, vip: customer.vip, notes: customer.notes, numbers }
}

const cleaned = (draft: CustomerDraft): CustomerDraft => ({
  ...draft,
  name: draft.name.trim(),
  numbers: draft.numbers.map((one) => ({ ...one, number: one.number.trim() })).filter((one) => one.number),
})

function useSave(customer: Customer | undefined, onSaved: (saved: Customer) => void) {
  const { t } = useTranslation()
  const client = useQueryClient()
  return useMutation({
    mutationFn: (draft: CustomerDraft) =>
      customer
        ? changeCustomer(customer.id, { ...cleaned(draft), version: customer.version })
        : addCustomer(cleaned(draft)),
    onSuccess: (saved) => {
      client.setQueryData(customerQuery(saved.id).queryKey, saved)
      void client.invalidateQueries({ queryKey: ['/customers'] })
      notify(t(customer ? 'customer.saved' : 'customer.added'), 'good')
      onSaved(saved)
    },
  })
}

interface Props {
  customer?: Customer
  /** A number that is known already. */
  number?: string
  onCancel: () => void
  onSaved: (saved: Customer) => void
}

/** Name, numbers, notes, importance. */
export function CustomerForm({ customer, number = '', onCancel, onSaved }: Props) {
  const { t } = useTranslation()
  const [draft, setDraft] = useState(() => draftOf(customer, number))
  const [nameless, setNameless] = useState(false)
  const save = useSave(customer, onSaved)
  const change = (part: Partial<CustomerDraft>) => setDraft({ ...draft, ...part })
  const submit = (event: SyntheticEvent) => {
    event.preventDefault()
    setNameless(!draft.name.trim())
    if (draft.name.trim()) save.mutate(draft)
  }
  return (
    <form className={css.form} onSubmit={submit} data-testid="customer-form">
      <label className={css.field}>
        <span>{t('customer.name')}</span>
        <Input
          autoFocus
          data-testid="customer-name"
          value={draft.name}
          {...(nameless && { status: 'error' as const })}
          onChange={(event) => change({ name: event.target.value })}
        />
      </label>
      {nameless && (
        <p className={css.error} role="alert">
          {t('customer.nameNeeded')}
        </p>
      )}
      <Checkbox checked={draft.vip > 0} onChange={(event) => change({ vip: event.target.checked ? Math.max(1, customer?.vip ?? 0) : 0 })}>
        {t('customer.vipMark')}
      </Checkbox>
      <NumbersField numbers={draft.numbers} onChange={(numbers) => change({ numbers })} />
      <label className={css.field}>
        <span>{t('customer.notes')}</span>
        <Input.TextArea rows={4} value={draft.notes} onChange={(event) => change({ notes: event.target.value })} />
      </label>
      {save.isError && (
        <p className={css.error} role="alert">
          {explain(save.error)}
        </p>
      )}
      <div className={css.acts}>
        <Button onClick={onCancel}>{t('customer.cancel')}</Button>
        <Button type="primary" htmlType="submit" loading={save.isPending} data-testid="customer-save">
          {save.isPending ? t('customer.saving') : t('customer.save')}
        </Button>
      </div>
    </form>
  )
}
