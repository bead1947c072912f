import type { LucideIcon } from 'lucide-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Empty, Loading } from '../design/Placeholders'
import { NotLoaded } from './NotLoaded'

interface Props {
  query: { isPending: boolean; isError: boolean; error: unknown; refetch: () => unknown }
  /** Whether there is nothing, and whether that is because of a filter. */
  empty: boolean
  filtered: boolean
  icon: LucideIcon
  words: { none: string; noneHelp?: string; noneFound: string; noneFoundHelp: string }
  children: ReactNode
}

/** A list, or what stands in its place: loading, failed, empty, nothing found. */
export function ListState({ query, empty, filtered, icon, words, children }: Props) {
  const { t } = useTranslation()
  if (query.isPending) return <Loading label={t('part.loading')} lines={12} />
  if (query.isError && empty) return <NotLoaded query={query} />
  if (!empty) return children
  if (filtered) return <Empty icon={icon} title={words.noneFound} help={words.noneFoundHelp} />
  return <Empty icon={icon} title={words.none} {...(words.noneHelp && { help: words.noneHelp })} />
}
