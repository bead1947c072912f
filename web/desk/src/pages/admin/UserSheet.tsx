import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Button, Input, Popconfirm, Select } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { addUser, agentsQuery, changeUser, endSession, oneTimePassword, resetSecondFactor, rolesQuery, sessionsQuery, userPath, usersQuery } from '../../api/admin'
import type { User, UserDraft } from '../../api/adminTypes'
import { usePermission, useSession } from '../../api/session'
import { notify } from '../../design/notices'
import { Sheet } from '../../design/Sheet'
import { useFormats } from '../../words/format'
import css from './Admin.module.css'
import { AgentForm } from './AgentForm'
import form from './Form.module.css'
import { History } from './History'
import { Refusal } from './Problem'
import { Sessions } from './Sessions'
import { Tabbed } from './Tabbed'
import { useOptions } from './useNames'

const draftOf = (user: User | undefined): UserDraft => ({
  username: user?.username ?? '',
  display_name: user?.display_name ?? '',
  roles: user?.roles ?? ['agent'],
  site: user?.site ?? 'main',
  email: user?.email ?? '',
})

/** A password that is shown this once. */
function Once({ password }: { password: string }) {
  const { t } = useTranslation()
  return (
    <div className={css.once} role="status" data-testid="one-time-password" style={{ gridColumn: '1 / -1' }}>
      {t('admin.onceTitle')}
      <code>{password}</code>
      {t('admin.onceHelp')}
    </div>
  )
}

function useUserActs(user: User | undefined) {
  const { t } = useTranslation()
  const client = useQueryClient()
  const after = (text: string) => {
    void client.invalidateQueries({ queryKey: usersQuery.queryKey })
    void client.invalidateQueries({ queryKey: sessionsQuery.queryKey })
    void client.invalidateQueries({ queryKey: ['history'] })
    notify(text, 'good')
  }
  const id = user?.id ?? ''
  const save = useMutation({
    mutationFn: async (draft: UserDraft): Promise<string | null> => {
      if (!user) return (await addUser(draft)).one_time_password
      const { display_name, roles, site, email } = draft
      await changeUser(id, { display_name, roles, site, email })
      return null
    },
    onSuccess: () => after(t(user ? 'admin.saved' : 'admin.addedNow')),
  })
  const shut = useMutation({ mutationFn: () => changeUser(id, { active: !user?.active }), onSuccess: () => after(t('admin.saved')) })
  const password = useMutation({ mutationFn: () => oneTimePassword(id), onSuccess: () => after(t('admin.passwordMade')) })
  const factor = useMutation({ mutationFn: () => resetSecondFactor(id), onSuccess: () => after(t('admin.saved')) })
  return { save, shut, password, factor }
}

export function UserForm({ user, onDone }: { user: User | undefined; onDone: () => void }) {
  const { t } = useTranslation()
  const { name } = useFormats()
  const me = useSession().user.id
  const mayEdit = usePermission('users.edit')
  const { data: catalogue } = useQuery(rolesQuery)
  const sites = useOptions('site')
  const [draft, setDraft] = useState(() => draftOf(user))
  const { save, shut, password, factor } = useUserActs(user)
  const change = (part: Partial<UserDraft>) => setDraft({ ...draft, ...part })
  const texts = ['display_name', 'username', 'email'] as const
  const once = save.data ?? password.data?.password
  return (
    <fieldset className={form.form} disabled={!mayEdit} style={{ border: 0, margin: 0 }} data-testid="user-form">
      {texts.map((field) => (
        <label key={field} className={form.field}>
          <span>{t(`admin.field_${field}`)}</span>
          <Input data-testid={`user-${field}`} autoComplete="off" disabled={field === 'username' && user !== undefined} value={draft[field]} onChange={(event) => change({ [field]: event.target.value })} />
        </label>
      ))}
      <label className={form.field}>
        <span>{t('admin.field_site')}</span>
        <Select aria-label={t('admin.field_site')} value={draft.site} onChange={(site: string) => change({ site })} options={[{ value: '*', label: t('admin.allSites') }, ...sites]} />
      </label>
      <label className={form.field} data-wide>
        <span>{t('admin.field_roles')}</span>
        <Select
          aria-label={t('admin.field_roles')}
          mode="multiple"
          disabled={user?.id === me}
          value={draft.roles}
          onChange={(roles: string[]) => change({ roles })}
          options={(catalogue?.roles ?? []).map((role) => ({ value: role.id, label: name(role.name) }))}
        />
      </label>
      <Refusal error={save.error ?? shut.error ?? password.error ?? factor.error} />
      {once && <Once password={once} />}
      {mayEdit && (
        <div className={form.acts}>
          {user && user.id !== me && (
            <Popconfirm title={t(user.active ? 'admin.sureShut' : 'admin.sureLetIn')} okText={t('admin.ok')} cancelText={t('admin.cancel')} onConfirm={() => shut.mutate()}>
              <Button danger={user.active} type="text" data-far data-testid="user-shut">
                {t(user.active ? 'admin.shut' : 'admin.letIn')}
              </Button>
            </Popconfirm>
          )}
          {user?.second_factor && (
            <Popconfirm title={t('admin.sureFactor')} okText={t('admin.ok')} cancelText={t('admin.cancel')} onConfirm={() => factor.mutate()}>
              <Button>{t('admin.resetFactor')}</Button>
            </Popconfirm>
          )}
          {user && user.id !== me && (
            <Popconfirm title={t('admin.surePassword')} okText={t('admin.ok')} cancelText={t('admin.cancel')} onConfirm={() => password.mutate()}>
              <Button data-testid="user-password">{t('admin.resetPassword')}</Button>
            </Popconfirm>
          )}
          {once ? (
            <Button type="primary" onClick={onDone}>
              {t('part.close')}
            </Button>
          ) : (
            <Button type="primary" disabled={!draft.username.trim() || !draft.display_name.trim()} loading={save.isPending} data-testid="user-save" onClick={() => save.mutate(draft)}>
              {t('admin.save')}
            </Button>
          )}
        </div>
      )}
    </fieldset>
  )
}

function UserSessions({ user }: { user: string }) {
  const { t } = useTranslation()
  const client = useQueryClient()
  const { data = [] } = useQuery(sessionsQuery)
  const end = useMutation({ mutationFn: endSession, onSuccess: () => void client.invalidateQueries({ queryKey: sessionsQuery.queryKey }) })
  const mine = data.filter((session) => session.user === user).map((session) => ({ ...session, user_name: '' }))
  return (
    <div className={css.body} style={{ paddingInline: 20 }}>
      <Refusal error={end.error} />
      {mine.length === 0 ? <p className={css.faint} style={{ paddingBlock: 16 }}>{t('admin.noSessions')}</p> : <Sessions sessions={mine} onEnd={end.mutate} />}
    </div>
  )
}

/** One user: who they are, what they do as an agent, where they are in, and what was changed. */
export function UserSheet({ id, user, onOpen }: { id: string; user: User | undefined; onOpen: (id?: string) => void }) {
  const { t } = useTranslation()
  const mayEdit = usePermission('users.edit')
  const seesAgents = usePermission('agents.view')
  const { data: agents } = useQuery({ ...agentsQuery, enabled: seesAgents })
  const body = <UserForm user={user} onDone={() => onOpen()} />
  const history = <History path={userPath(id)} mayEdit={mayEdit} removable={false} />
  if (!user) {
    return (
      <Sheet open width={560} title={id === 'new' ? t('admin.new_user') : id} onClose={() => onOpen()}>
        {id === 'new' ? body : history}
      </Sheet>
    )
  }
  const more = [
    ...(agents ? [{ key: 'agent', label: t('admin.asAgent'), children: <AgentForm user={user.id} agents={agents} /> }] : []),
    ...(mayEdit ? [{ key: 'sessions', label: t('admin.kind_sessions'), children: <UserSessions user={user.id} /> }] : []),
  ]
  return (
    <Sheet open width={600} title={user.display_name} onClose={() => onOpen()}>
      <Tabbed form={body} more={more} history={history} />
    </Sheet>
  )
}
