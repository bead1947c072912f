import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useDeferredValue } from 'react'
import { colleaguesQuery, entriesQuery, numberQuery } from '../api/calls'
import { usePermission } from '../api/session'
import { runningCall, useLive } from '../live/store'
import { lastDialled } from './acts'
import { isNumber, optionsFor, type Option, type Purpose } from './targets'

/** Whom a call can go to, by what was typed; states and waiting are live. */
export function useTargets(purpose: Purpose, typed: string): { options: Option[]; problem: unknown } {
  const wanted = useDeferredValue(typed.trim())
  const may = usePermission('calls.transfer')
  const queues = useLive((live) => live.queues)
  const menu = useLive((live) => (runningCall(live)?.path.length ?? 0) > 0)
  const colleagues = useQuery({ ...colleaguesQuery(wanted), enabled: may, placeholderData: keepPreviousData })
  const entries = useQuery({ ...entriesQuery, enabled: may && purpose === 'transfer' })
  const number = useQuery({ ...numberQuery(wanted), enabled: isNumber(wanted) })
  const known = {
    colleagues: colleagues.data ?? [],
    queues,
    number: isNumber(wanted) ? number.data : undefined,
    menu,
    entries: entries.data ?? [],
    last: lastDialled(),
  }
  return { options: optionsFor(purpose, wanted, known), problem: isNumber(wanted) ? number.error : colleagues.error }
}
