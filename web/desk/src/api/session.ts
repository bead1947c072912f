import { queryOptions, useSuspenseQuery } from '@tanstack/react-query'
import { Problem } from './problem'
import { act, get } from './request'
import type { Permission, Session } from './types'

async function current(): Promise<Session | null> {
  try {
    return await get<Session>('/session')
  } catch (problem) {
    if (problem instanceof Problem && problem.status === 401) return null
    throw problem
  }
}

export const sessionQuery = queryOptions({ queryKey: ['session'], queryFn: current, staleTime: Infinity })

/** 401 `second-factor`: the code is wanted too. */
export const signIn = (username: string, password: string, code = '') =>
  act<Session>('POST', '/session', { username, password, ...(code && { code }) })

export const signOut = () => act('DELETE', '/session')

/** Who is signed in; only inside the signed-in part of the desk. */
export function useSession(): Session {
  const { data } = useSuspenseQuery(sessionQuery)
  if (!data) throw new Error('nobody is signed in')
  return data
}

/** Whether the person may. */
export function usePermission(permission: Permission): boolean {
  return useSession().permissions.includes(permission)
}
