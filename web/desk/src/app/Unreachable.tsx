import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { Failure } from '../design/Placeholders'

/** The centre did not even say who is signed in. */
export function Unreachable({ onRetry }: { onRetry: () => void }) {
  const { t } = useTranslation()
  return (
    <Failure title={t('problem.load')} help={t('problem.unreachable')}>
      <Button onClick={onRetry}>{t('problem.retry')}</Button>
    </Failure>
  )
}
