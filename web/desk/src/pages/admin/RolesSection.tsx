import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Button, Checkbox, Popconfirm } from 'antd'
import { Check, Copy, Lock, Plus, UsersRound } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { putRole, removeRole, rolePath, rolesQuery } from '../../api/admin'
import type { Role, RoleCatalogue } from '../../api/adminTypes'
import { usePermission, useSession } from '../../api/session'
import { notify } from '../../design/notices'
import { Sheet } from '../../design/Sheet'
import { ListState } from '../../record/ListState'
import { PageHead } from '../../record/PageHead'
import { useFormats } from '../../words/format'
import css from './Admin.module.css'
import { NamesField } from './fields'
import form from './Form.module.css'
import { History } from './History'
import { idOf } from './kinds'
import { Refusal } from './Problem'
import { Tabbed } from './Tabbed'
import { useWords } from './words'

const groupOf = (permission: string) => permission.split('.')[0] ?? permission

/** Permissions by what they are about, in the order in which they come. */
export function grouped(permissions: RoleCatalogue['permissions']): [string, RoleCatalogue['permissions']][] {
  const groups = [...new Set(permissions.map((one) => groupOf(one.id)))]
  return groups.map((group) => [group, permissions.filter((one) => groupOf(one.id) === group)])
}

function Matrix({ catalogue, onOpen }: { catalogue: RoleCatalogue; onOpen: (id: string) => void }) {
  const { t } = useTranslation()
  const { word } = useWords()
  const { name } = useFormats()
  return (
    <div className={css.matrix} tabIndex={0} role="region" aria-label={t('admin.kind_roles')}>
      <table>
        <thead>
          <tr>
            <th scope="col">{t('admin.permission')}</th>
            {catalogue.roles.map((role) => (
              <th key={role.id} scope="col">
                <button type="button" className={css.roleHead} data-testid="role" data-id={role.id} onClick={() => onOpen(role.id)}>
                  {name(role.name)}
                  {role.built_in && (
                    <small>
                      <Lock size={10} aria-hidden /> {t('admin.builtIn')}
                    </small>
                  )}
                </button>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {grouped(catalogue.permissions).map(([group, permissions]) => [
            <tr key={group} data-group>
              <th scope="rowgroup" colSpan={catalogue.roles.length + 1}>
                {word(`about_permission_${group}`)}
              </th>
            </tr>,
            ...permissions.map((permission) => (
              <tr key={permission.id}>
                <th scope="row">{name(permission.name)}</th>
                {catalogue.roles.map((role) => (
                  <td key={role.id}>
                    {role.permissions.includes(permission.id) && <Check size={16} className={css.yes ?? ''} aria-label={t('admin.yes')} />}
                  </td>
                ))}
              </tr>
            )),
          ])}
        </tbody>
      </table>
    </div>
  )
}

function RoleForm({ role, isNew, catalogue, onDone }: { role: Role; isNew: boolean; catalogue: RoleCatalogue; onDone: (id?: string) => void }) {
  const { t } = useTranslation()
  const { word } = useWords()
  const { name } = useFormats()
  const client = useQueryClient()
  const { permissions: mine } = useSession()
  const mayEdit = usePermission('users.edit') && (isNew || !role.built_in)
  const [names, setNames] = useState(role.name)
  const [permissions, setPermissions] = useState(role.permissions)
  const done = (text: string, id?: string) => {
    void client.invalidateQueries({ queryKey: rolesQuery.queryKey })
    void client.invalidateQueries({ queryKey: ['history'] })
    notify(text, 'good')
    onDone(id)
  }
  const id = isNew ? idOf(names.en) || `role-${catalogue.roles.length + 1}` : role.id
  const save = useMutation({
    mutationFn: () => putRole(id, { name: { zh: names.zh || names.en, en: names.en || names.zh }, permissions }),
    onSuccess: () => done(t('admin.saved')),
  })
  const remove = useMutation({ mutationFn: () => removeRole(role.id), onSuccess: () => done(t('admin.removedNow')) })
  const toggle = (permission: string, on: boolean) =>
    setPermissions(on ? [...permissions, permission] : permissions.filter((one) => one !== permission))
  return (
    <div className={form.form}>
      {!mayEdit && role.built_in && <p className={css.soft} style={{ gridColumn: '1 / -1' }}>{t('admin.builtInHelp')}</p>}
      {mayEdit && (
        <div className={form.field} data-type="names">
          <span>{t('admin.field_name')}</span>
          <NamesField value={names} onChange={setNames} label={t('admin.field_name')} />
        </div>
      )}
      {grouped(catalogue.permissions).map(([group, some]) => (
        <fieldset key={group} className={form.field} style={{ border: 0, margin: 0, padding: 0 }}>
          <legend>{word(`about_permission_${group}`)}</legend>
          {some.map((permission) => (
            <Checkbox
              key={permission.id}
              data-testid={`permission-${permission.id}`}
              checked={permissions.includes(permission.id)}
              disabled={!mayEdit || (!mine.includes(permission.id) && !role.permissions.includes(permission.id))}
              onChange={(event) => toggle(permission.id, event.target.checked)}
            >
              {name(permission.name)}
            </Checkbox>
          ))}
        </fieldset>
      ))}
      <Refusal error={save.error ?? remove.error} />
      {mayEdit && (
        <div className={form.acts}>
          {!isNew && (
            <Popconfirm title={t('admin.sureRemove')} okText={t('admin.remove')} cancelText={t('admin.cancel')} onConfirm={() => remove.mutate()}>
              <Button danger type="text" data-far>
                {t('admin.remove')}
              </Button>
            </Popconfirm>
          )}
          <Button onClick={() => onDone()}>{t('admin.cancel')}</Button>
          <Button type="primary" disabled={!names.zh.trim() && !names.en.trim()} loading={save.isPending} data-testid="role-save" onClick={() => save.mutate()}>
            {t('admin.save')}
          </Button>
        </div>
      )}
    </div>
  )
}

const blank: Role = { id: 'new', name: { zh: '', en: '' }, permissions: [], built_in: false }

function RoleSheet({ id, catalogue, onOpen }: { id: string; catalogue: RoleCatalogue; onOpen: (id?: string) => void }) {
  const { t } = useTranslation()
  const { name } = useFormats()
  const mayEdit = usePermission('users.edit')
  const source = id.startsWith('new:') ? id.slice(4) : null
  const original = catalogue.roles.find((role) => role.id === (source ?? id))
  const isNew = id === 'new' || source !== null
  const copied = original && source !== null ? { ...original, name: { zh: `${original.name.zh}（副本）`, en: `${original.name.en} (copy)` } } : original
  const role = copied ?? blank
  const body = <RoleForm key={`${id} ${role.permissions.join()}`} role={role} isNew={isNew} catalogue={catalogue} onDone={() => onOpen()} />
  const copy = mayEdit && !isNew && original && (
    <Button icon={<Copy size={14} />} data-testid="role-copy" onClick={() => onOpen(`new:${original.id}`)}>
      {t('admin.copy')}
    </Button>
  )
  return (
    <Sheet open width={640} title={isNew ? t('admin.new_role') : original ? name(original.name) : id} extra={copy} onClose={() => onOpen()}>
      {isNew || role.built_in ? body : <Tabbed form={body} history={<History path={rolePath(id)} mayEdit={mayEdit} />} />}
    </Sheet>
  )
}

/** Roles, and what each permits. */
export function RolesSection({ id, onOpen }: { id: string | undefined; onOpen: (id?: string) => void }) {
  const { t } = useTranslation()
  const mayEdit = usePermission('users.edit')
  const list = useQuery(rolesQuery)
  return (
    <div className={css.section}>
      <PageHead title={t('admin.kind_roles')}>
        {mayEdit && (
          <Button type="primary" icon={<Plus size={15} />} onClick={() => onOpen('new')}>
            {t('admin.new_role')}
          </Button>
        )}
      </PageHead>
      <p className={css.about}>{t('admin.about_roles')}</p>
      <ListState query={list} empty={!list.data} filtered={false} icon={UsersRound} words={{ none: t('admin.none'), noneFound: '', noneFoundHelp: '' }}>
        {list.data && <Matrix catalogue={list.data} onOpen={onOpen} />}
      </ListState>
      {list.data && id !== undefined && <RoleSheet key={id} id={id} catalogue={list.data} onOpen={onOpen} />}
    </div>
  )
}
