import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { agentsQuery, settingsQuery, usersQuery } from '../../api/admin'
import type { KindName } from '../../api/adminTypes'
import { get } from '../../api/request'
import { usePermission } from '../../api/session'
import type { Named } from '../../api/types'
import { useFormats } from '../../words/format'
import type { Referred } from './kinds'

export interface Option {
  value: string
  label: string
}

interface FlowLine {
  id: string
  title?: Partial<Named> | null
}

const flowsQuery = { queryKey: ['flows', 'names'], queryFn: () => get<FlowLine[]>('/flows'), retry: false }

const kind = (to: Referred): KindName => (to === 'user' || to === 'agent' || to === 'flow' ? 'skill' : to)

/** What can be chosen where something refers to `to`, by its name. */
export function useOptions(to: Referred): Option[] {
  const { name } = useFormats()
  const maySee = usePermission('users.view')
  const settings = useQuery({ ...settingsQuery(kind(to)), enabled: kind(to) === to })
  const users = useQuery({ ...usersQuery, enabled: maySee && (to === 'user' || to === 'agent') })
  const agents = useQuery({ ...agentsQuery, enabled: to === 'agent' })
  const flows = useQuery({ ...flowsQuery, enabled: to === 'flow' })
  return useMemo(() => {
    const named = new Map(users.data?.map((one) => [one.id, one.display_name]))
    if (to === 'user') return [...named].map(([value, label]) => ({ value, label }))
    if (to === 'flow') return (flows.data ?? []).map((one) => ({ value: one.id, label: name(one.title ?? {}) || one.id }))
    if (to === 'agent') return (agents.data ?? []).map((one) => ({ value: one.agent, label: `${one.number} ${named.get(one.agent) ?? ''}`.trim() }))
    return (settings.data ?? []).map((one) => ({ value: one.id, label: name(one.name) || one.id }))
  }, [to, name, settings.data, users.data, agents.data, flows.data])
}
