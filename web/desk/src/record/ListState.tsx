import { Button } from 'antd'
import type { LucideIcon } from 'lucide-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { explain } from '../api/explain'
import { Empty, Failure, Loading } from '../design/Placeholders'

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
  if (query.isError && empty) {
    return (
      <Failure title={t('problem.load')} help={explain(query.error)}>
        <Button onClick={() => void query.refetch()}>{t('problem.retry')}</Button>
      </Failure>
    )
  }
  if (!empty) return children
  if (filtered) return <Empty icon={icon} title={words.noneFound} help={words.noneFoundHelp} />
  return <Empty icon={icon} title={words.none} {...(words.noneHelp && { help: words.noneHelp })} />
}
