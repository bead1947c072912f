import { useQuery } from '@tanstack/react-query'
import { useCallback } from 'react'
import { useTranslation } from 'react-i18next'
import { choicesQuery } from '../api/lists'
import { usePermission } from '../api/session'
import type { Choices, Disposition } from '../api/types'
import { useFormats } from '../words/format'

const none: Choices = { reasons: [], dispositions: [] }

/** The reasons and dispositions to choose from. */
export function useChoices(): Choices {
  const works = usePermission('agent.work')
  return useQuery({ ...choicesQuery, enabled: works }).data ?? none
}

/** From the tree's root down to this one. */
export function pathTo(all: readonly Disposition[], id: string): Disposition[] {
  const found = all.find((one) => one.id === id)
  return found ? [...(found.parent ? pathTo(all, found.parent) : []), found] : []
}

/** Those that can still be chosen, and the one that is. */
export function offered(all: readonly Disposition[], chosen: string): Disposition[] {
  const kept = new Set(pathTo(all, chosen).map(({ id }) => id))
  return all.filter(({ id }) => kept.has(id) || pathTo(all, id).every(({ retired }) => !retired))
}

/** Says a disposition's id as its whole path. */
export function useDispositionName(): (id: string) => string {
  const { dispositions } = useChoices()
  const { name } = useFormats()
  return useCallback(
    (id: string) => pathTo(dispositions, id).map((one) => name(one.name)).join(' › ') || id,
    [dispositions, name],
  )
}

/** Says the reason for not being ready. */
export function useReasonName(): (id: string) => string {
  const { reasons } = useChoices()
  const { name } = useFormats()
  const { t } = useTranslation()
  return (id) => {
    if (id === 'signed-in') return t('state.signedIn')
    if (id === 'missed') return t('state.missed')
    if (id === 'disconnected') return t('state.disconnected')
    if (id === 'forced') return t('supervise.forced')
    if (id === 'unreachable') return t('supervise.unreachable')
    const reason = reasons.find((one) => one.id === id)
    return reason ? name(reason.name) : id
  }
}
