import { useInfiniteQuery } from '@tanstack/react-query'
import { FileClock } from 'lucide-react'
import { useCallback, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useNavigate } from 'react-router'
import { trailQuery } from '../../api/admin'
import type { TrailLine } from '../../api/adminTypes'
import type { Named } from '../../api/types'
import { ListState } from '../../record/ListState'
import { PageHead } from '../../record/PageHead'
import { VirtualRows } from '../../record/VirtualRows'
import { useFormats } from '../../words/format'
import css from './Admin.module.css'
import { kinds } from './kinds'
import { useOptions } from './useNames'
import { useActor, useWords } from './words'

/** Where a change's thing is, and what kind it is of: `queue-settings:fault`, `user:01H`, `sign-in:rules`. */
export function placeOf(stream: string): { kind: string; id: string; path: string | null } {
  const at = stream.indexOf(':')
  const [kind, id] = [stream.slice(0, at).replace('-settings', ''), stream.slice(at + 1)]
  const opened = encodeURIComponent(id)
  if (kinds.some((one) => one.name === kind)) return { kind, id, path: `/settings/${kind}/${opened}` }
  if (kind === 'user' || kind === 'agent') return { kind, id, path: `/settings/users/${opened}` }
  if (kind === 'role') return { kind, id, path: `/settings/roles/${opened}` }
  if (kind === 'option') return { kind, id, path: '/settings/options' }
  if (kind === 'flow') return { kind, id, path: `/flows/${opened}` }
  if (kind === 'sign-in') return { kind, id, path: '/settings/security' }
  return { kind, id, path: null }
}

function useThing(): (line: TrailLine) => string {
  const { name } = useFormats()
  const { word } = useWords()
  const people = useOptions('user')
  const flows = useOptions('flow')
  return ({ stream, data }) => {
    const { kind, id } = placeOf(stream)
    const inner = (data.data ?? data) as Record<string, unknown>
    if (kind === 'option') return word(`option_${id}`)
    if (kind === 'sign-in') return ''
    if (kind === 'flow') return flows.find((one) => one.value === id)?.label ?? id
    const named = inner.name as Named | string | undefined
    return (typeof inner.display_name === 'string' && inner.display_name) || name(named) || (people.find((one) => one.value === id)?.label ?? id)
  }
}

/** Every change of what is configured, the newest first. */
export function ChangesSection() {
  const { t } = useTranslation()
  const { word } = useWords()
  const { moment } = useFormats()
  const thing = useThing()
  const actor = useActor()
  const navigate = useNavigate()
  const [now] = useState(() => Date.now())
  const list = useInfiniteQuery(trailQuery)
  const rows = useMemo(() => list.data?.pages.flatMap((page) => page.items) ?? [], [list.data])
  const { hasNextPage, isFetchingNextPage, fetchNextPage } = list
  const more = useCallback(() => {
    if (hasNextPage && !isFetchingNextPage) void fetchNextPage()
  }, [hasNextPage, isFetchingNextPage, fetchNextPage])
  return (
    <div className={css.section}>
      <PageHead title={t('admin.kind_changes')} />
      <p className={css.about}>{t('admin.about_changes')}</p>
      <ListState query={list} empty={rows.length === 0} filtered={false} icon={FileClock} words={{ none: t('admin.noHistory'), noneFound: '', noneFoundHelp: '' }}>
        <VirtualRows
          label={t('admin.kind_changes')}
          rows={rows}
          height={44}
          columns={css.columns3}
          head={['thing', 'act', 'kind', 'when', 'who'].map((column) => (
            <span key={column} role="columnheader">
              {word(`column_${column}`)}
            </span>
          ))}
          rowId={(row) => String(row.position)}
          selected={undefined}
          testId="trail-row"
          render={(row) => (
            <>
              <span role="cell">
                <b className={css.name}>{thing(row) || word(`one_${placeOf(row.stream).kind}`)}</b>
              </span>
              <span role="cell" className={css.act}>
                {word(`event_${row.type}`)}
              </span>
              <span role="cell" className={css.soft}>
                {word(`one_${placeOf(row.stream).kind}`)}
              </span>
              <span role="cell" className={css.soft}>
                {moment(row.at, now)}
              </span>
              <span role="cell" className={css.soft}>
                {actor(row.actor_name)}
              </span>
            </>
          )}
          onOpen={(row) => {
            const { path } = placeOf(row.stream)
            if (path) void navigate(path)
          }}
          onEnd={more}
        />
      </ListState>
    </div>
  )
}
