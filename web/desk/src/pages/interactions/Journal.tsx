import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { journalQuery } from '../../api/lists'
import type { InteractionDetail } from '../../api/types'
import { Loading } from '../../design/Placeholders'
import { NotLoaded } from '../../record/NotLoaded'
import { JournalLines } from '../../record/JournalLines'

/** What happened, in words, in order. */
export function Journal({ detail }: { detail: InteractionDetail }) {
  const { t } = useTranslation()
  const query = useQuery(journalQuery(detail.id))
  const { data, isPending } = query
  if (isPending) return <Loading label={t('part.loading')} />
  if (!data) return <NotLoaded query={query} />
  if (data.length === 0) return <p>{t('journal.none')}</p>
  return <JournalLines entries={data} detail={detail} />
}
