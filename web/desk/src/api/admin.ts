import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query'
import type {
  AgentSettings,
  Change,
  Enrolment,
  FirstRun,
  KindName,
  OneTimePassword,
  OptionChange,
  Options,
  RoleCatalogue,
  RoleGiven,
  Session,
  Setting,
  SignInRules,
  TrailLine,
  User,
  UserDraft,
} from './adminTypes'
import { act, get } from './request'
import type { Page } from './types'

const of = (id: string) => encodeURIComponent(id)

/** What a drawer's history tab works on: a thing's address below `/api`. */
export const historyQuery = (path: string) =>
  queryOptions({ queryKey: ['history', path], queryFn: () => get<Change[]>(`${path}/history`), staleTime: 0 })

export const undo = (path: string, position: number) => act('POST', `${path}/undo`, { position })

export const settingPath = (kind: KindName, id: string) => `/settings/${kind}/${of(id)}`

export const settingsQuery = (kind: KindName) =>
  queryOptions({ queryKey: ['settings', kind], queryFn: () => get<Setting[]>(`/settings/${kind}`) })

export const putSetting = (kind: KindName, id: string, setting: Setting) => act('PUT', settingPath(kind, id), setting)

export const removeSetting = (kind: KindName, id: string) => act('DELETE', settingPath(kind, id))

export const optionsQuery = queryOptions({ queryKey: ['options'], queryFn: () => get<Options>('/options') })

export const optionChangesQuery = queryOptions({
  queryKey: ['history', '/options'],
  queryFn: () => get<OptionChange[]>('/options/history'),
})

export const putOption = (key: string, value: string | number | boolean) => act('PUT', `/options/${of(key)}`, { value })

export const trailQuery = infiniteQueryOptions({
  queryKey: ['trail'],
  queryFn: ({ pageParam }) => get<Page<TrailLine>>('/changes', { cursor: pageParam ?? undefined }),
  initialPageParam: null as string | null,
  getNextPageParam: (page) => page.next,
  staleTime: 0,
})

export const usersQuery = queryOptions({ queryKey: ['users'], queryFn: () => get<User[]>('/users') })

export const userPath = (id: string) => `/users/${of(id)}`

export const addUser = (draft: UserDraft) => act<User & { one_time_password: string | null }>('POST', '/users', draft)

export const changeUser = (id: string, change: Partial<UserDraft> & { active?: boolean }) =>
  act<User>('PATCH', userPath(id), change)

export const oneTimePassword = (id: string) => act<OneTimePassword>('POST', `${userPath(id)}/one-time-password`)

export const resetSecondFactor = (id: string) => act('DELETE', `${userPath(id)}/second-factor`)

export const rolesQuery = queryOptions({ queryKey: ['roles'], queryFn: () => get<RoleCatalogue>('/roles') })

export const rolePath = (id: string) => `/roles/${of(id)}`

export const putRole = (id: string, role: RoleGiven) => act('PUT', rolePath(id), role)

export const removeRole = (id: string) => act('DELETE', rolePath(id))

export const agentsQuery = queryOptions({ queryKey: ['agents'], queryFn: () => get<AgentSettings[]>('/agents') })

export const agentPath = (id: string) => `/agents/${of(id)}`

export const putAgent = ({ agent, ...settings }: AgentSettings) => act('PUT', agentPath(agent), settings)

export const removeAgent = (id: string) => act('DELETE', agentPath(id))

export const sessionsQuery = queryOptions({
  queryKey: ['sessions'],
  queryFn: () => get<Session[]>('/sessions'),
  refetchInterval: 30_000,
})

export const ownSessionsQuery = queryOptions({
  queryKey: ['sessions', 'own'],
  queryFn: () => get<Session[]>('/session/list'),
})

export const endSession = (session: Session) => act('DELETE', `/users/${of(session.user)}/sessions/${of(session.id)}`)

export const endOwnSession = (session: Session) => act('DELETE', `/session/list/${of(session.id)}`)

export const rulesQuery = queryOptions({
  queryKey: ['sign-in-rules'],
  queryFn: () => get<SignInRules>('/sign-in-rules'),
})

export const changeRules = (rules: Partial<SignInRules>) => act<SignInRules>('PATCH', '/sign-in-rules', rules)

export const secondFactorQuery = queryOptions({
  queryKey: ['second-factor'],
  queryFn: () => get<{ enrolled: boolean; recovery_codes: number }>('/session/second-factor'),
})

export const beginSecondFactor = () => act<Enrolment>('POST', '/session/second-factor')

export const confirmSecondFactor = (code: string) =>
  act<{ codes: string[] }>('POST', '/session/second-factor/confirm', { code })

export const removeSecondFactor = (password: string) => act('POST', '/session/second-factor/remove', { password })

export const changePassword = (old: string, next: string) => act('PUT', '/session/password', { old, new: next })

export const doorQuery = queryOptions({
  queryKey: ['door'],
  queryFn: () => get<{ provider: string }>('/door'),
  staleTime: Infinity,
  retry: false,
})

export const firstRunQuery = queryOptions({
  queryKey: ['first-run'],
  queryFn: () => get<{ needed: boolean; centre_name: string; language: 'zh' | 'en' }>('/first-run'),
  staleTime: Infinity,
  retry: false,
})

export const setUp = (given: FirstRun) => act('POST', '/first-run', given)
