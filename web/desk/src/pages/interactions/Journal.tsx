import { useQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { explain } from '../../api/explain'
import { journalQuery } from '../../api/lists'
import type { InteractionDetail } from '../../api/types'
import { Failure, Loading } from '../../design/Placeholders'
import { JournalLines } from '../../record/JournalLines'

/** What happened, in words, in order. */
export function Journal({ detail }: { detail: InteractionDetail }) {
  const { t } = useTranslation()
  const { data, isPending, error, refetch } = useQuery(journalQuery(detail.id))
  if (isPending) return <Loading label={t('part.loading')} />
  if (!data) {
    return (
      <Failure title={t('problem.load')} help={explain(error)}>
        <Button onClick={() => void refetch()}>{t('problem.retry')}</Button>
      </Failure>
    )
  }
  if (data.length === 0) return <p>{t('journal.none')}</p>
  return <JournalLines entries={data} detail={detail} />
}
