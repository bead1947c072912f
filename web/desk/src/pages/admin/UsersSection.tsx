import { useQuery } from '@tanstack/react-query'
import { Button, Input } from 'antd'
import { Search, UserCog, UserPlus } from 'lucide-react'
import { useDeferredValue, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { agentsQuery, rolesQuery, usersQuery } from '../../api/admin'
import { usePermission } from '../../api/session'
import { ListState } from '../../record/ListState'
import { PageHead } from '../../record/PageHead'
import { VirtualRows } from '../../record/VirtualRows'
import { useFormats } from '../../words/format'
import css from './Admin.module.css'
import { UserSheet } from './UserSheet'
import { useWords } from './words'

const nothing = () => undefined

/** Everybody who may come in. */
export function UsersSection({ id, onOpen }: { id: string | undefined; onOpen: (id?: string) => void }) {
  const { t } = useTranslation()
  const { word } = useWords()
  const { name } = useFormats()
  const mayEdit = usePermission('users.edit')
  const list = useQuery(usersQuery)
  const { data: catalogue } = useQuery(rolesQuery)
  const { data: agents } = useQuery({ ...agentsQuery, enabled: usePermission('agents.view') })
  const [q, setQ] = useState('')
  const wanted = useDeferredValue(q.trim().toLowerCase())
  const roleNames = (ids: string[]) => ids.map((role) => name(catalogue?.roles.find((one) => one.id === role)?.name) || role).join(', ')
  const numberOf = (user: string) => agents?.find((one) => one.agent === user)?.number ?? ''
  const rows = (list.data ?? []).filter((user) =>
    [user.username, user.display_name, user.email, roleNames(user.roles), numberOf(user.id)].join(' ').toLowerCase().includes(wanted),
  )
  return (
    <div className={css.section}>
      <PageHead title={t('admin.kind_users')}>
        {mayEdit && (
          <Button type="primary" icon={<UserPlus size={15} />} data-testid="user-add" onClick={() => onOpen('new')}>
            {t('admin.new_user')}
          </Button>
        )}
      </PageHead>
      <div className={css.filter} role="search">
        <Input allowClear prefix={<Search size={14} aria-hidden />} placeholder={t('admin.search')} aria-label={t('admin.search')} value={q} onChange={(event) => setQ(event.target.value)} />
      </div>
      <ListState query={list} empty={rows.length === 0} filtered={wanted !== ''} icon={UserCog} words={{ none: t('admin.none'), noneFound: t('admin.noneFound'), noneFoundHelp: t('admin.noneFoundHelp') }}>
        <VirtualRows
          label={t('admin.kind_users')}
          rows={rows}
          height={44}
          columns={css.columns3}
          head={['display_name', 'username', 'roles', 'number', 'state'].map((column) => (
            <span key={column} role="columnheader">
              {word(column === 'number' ? 'agentNumber' : `field_${column}`)}
            </span>
          ))}
          rowId={(row) => row.id}
          selected={id}
          testId="user-row"
          render={(row) => (
            <>
              <span role="cell">
                <b className={css.name}>{row.display_name}</b>
              </span>
              <span role="cell" className={css.soft}>
                {row.username}
              </span>
              <span role="cell" className={css.soft}>
                {roleNames(row.roles)}
              </span>
              <span role="cell">{numberOf(row.id) || '—'}</span>
              <span role="cell">
                {!row.active && (
                  <span className={css.tag} data-tone="bad">
                    {t('admin.shutOut')}
                  </span>
                )}
                {row.must_change && <span className={css.tag}>{t('admin.mustChange')}</span>}
                {row.second_factor && (
                  <span className={css.tag} data-tone="good">
                    {t('admin.secondFactorShort')}
                  </span>
                )}
              </span>
            </>
          )}
          onOpen={(row) => onOpen(row.id)}
          onEnd={nothing}
        />
      </ListState>
      {list.data && id !== undefined && <UserSheet key={id} id={id} user={list.data.find((one) => one.id === id)} onOpen={onOpen} />}
    </div>
  )
}
