import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Button, Input } from 'antd'
import { useState, type SyntheticEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { useNavigate } from 'react-router'
import { explain } from '../../api/explain'
import { flows } from '../../api/flows'
import css from './FlowsPage.module.css'

export interface Beginning {
  how: 'new' | 'copy' | 'import'
  id: string
  data?: unknown
}

/** What a new flow is called; it begins empty, as a copy, or as a file says. */
export function NewFlow({ beginning, onCancel }: { beginning: Beginning; onCancel: () => void }) {
  const { t } = useTranslation()
  const client = useQueryClient()
  const navigate = useNavigate()
  const { how, data } = beginning
  const [id, setId] = useState(how === 'copy' ? `${beginning.id}-copy` : beginning.id)
  const add = useMutation({
    mutationFn: () => flows.add({ id, ...(how === 'copy' && { copy_of: beginning.id }), ...(how === 'import' && { data }) }),
    onSuccess: () => {
      void client.invalidateQueries({ queryKey: ['flows'] })
      void navigate(`/flows/${id}/draft`)
    },
  })
  const submit = (event: SyntheticEvent) => {
    event.preventDefault()
    add.mutate()
  }
  return (
    <form className={css.form} onSubmit={submit} data-testid="flow-form">
      <label>
        <span>{t('flows.id')}</span>
        <Input autoFocus value={id} data-testid="flow-id" onChange={(event) => setId(event.target.value.toLowerCase().replaceAll(/[^a-z0-9-]/g, '-'))} />
      </label>
      <p className={css.faint}>{t('flows.idHelp')}</p>
      {add.isError && <p className={css.bad} role="alert">{explain(add.error)}</p>}
      <div className={css.acts}>
        <Button onClick={onCancel}>{t('flows.cancel')}</Button>
        <Button type="primary" htmlType="submit" disabled={!id} loading={add.isPending} data-testid="flow-begin">{t('flows.begin')}</Button>
      </div>
    </form>
  )
}
