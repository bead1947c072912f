import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { explain } from '../api/explain'
import { Failure } from '../design/Placeholders'

/** What was asked for could not be loaded: why, and a way to ask again. */
export function NotLoaded({ query }: { query: { error: unknown; refetch: () => unknown } }) {
  const { t } = useTranslation()
  return (
    <Failure title={t('problem.load')} help={explain(query.error)}>
      <Button onClick={() => void query.refetch()}>{t('problem.retry')}</Button>
    </Failure>
  )
}
