import { useQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import { Pencil } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useLocation } from 'react-router'
import { customerQuery } from '../../api/lists'
import { usePermission } from '../../api/session'
import { Loading } from '../../design/Placeholders'
import { Sheet } from '../../design/Sheet'
import { NotLoaded } from '../../record/NotLoaded'
import { callTo } from '../../call/callTo'
import { CustomerRecord } from '../../record/CustomerRecord'
import { Vip } from '../../record/Vip'
import { CustomerForm } from './CustomerForm'
import { CustomerHistory } from './CustomerHistory'
import css from './CustomerSheet.module.css'

interface Props {
  id: string | undefined
  onClose: () => void
  onOpen: (id: string) => void
}

function NewCustomer({ onClose, onOpen }: Props) {
  const { t } = useTranslation()
  const { state } = useLocation() as { state: { number?: string } | null }
  return (
    <Sheet open width={520} title={t('customer.add')} onClose={onClose}>
      <CustomerForm number={state?.number ?? ''} onCancel={onClose} onSaved={(saved) => onOpen(saved.id)} />
    </Sheet>
  )
}

function KnownCustomer({ id, onClose }: Props & { id: string }) {
  const { t } = useTranslation()
  const query = useQuery(customerQuery(id))
  const { data, isPending, isError } = query
  const mayEdit = usePermission('customers.edit')
  const maySee = usePermission('interactions.view')
  const [editing, setEditing] = useState(false)
  const title = data ? (
    <span className={css.title}>
      {data.name} {data.vip > 0 && <Vip />}
    </span>
  ) : (
    t('customer.title')
  )
  const edit = data && mayEdit && !editing && (
    <Button icon={<Pencil size={14} />} data-testid="customer-edit" onClick={() => setEditing(true)}>
      {t('customer.edit')}
    </Button>
  )
  return (
    <Sheet open width={520} title={title} extra={edit} onClose={onClose}>
      {isPending && <Loading label={t('part.loading')} lines={8} />}
      {isError && !data && <NotLoaded query={query} />}
      {data && editing && (
        <CustomerForm customer={data} onCancel={() => setEditing(false)} onSaved={() => setEditing(false)} />
      )}
      {data && !editing && (
        <div className={css.body}>
          <CustomerRecord customer={data} beside={callTo(data.id)} />
          {maySee && <CustomerHistory customer={data.id} />}
        </div>
      )}
    </Sheet>
  )
}

/** One customer: read, changed, or new. */
export function CustomerSheet(props: Props) {
  if (props.id === undefined) return null
  return props.id === 'new' ? <NewCustomer {...props} /> : <KnownCustomer key={props.id} {...props} id={props.id} />
}
