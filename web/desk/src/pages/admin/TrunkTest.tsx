import { useMutation } from '@tanstack/react-query'
import { Button } from 'antd'
import { RadioTower } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { explain } from '../../api/explain'
import { usePermission } from '../../api/session'
import { supervise } from '../../api/supervise'
import { useFormats } from '../../words/format'
import css from './TrunkTest.module.css'

/** Asks a trunk, as it is saved, whether it is there, and says what came of it. */
export function TrunkTest({ trunk }: { trunk: string }) {
  const { t } = useTranslation()
  const { name } = useFormats()
  const may = usePermission('settings.edit')
  const test = useMutation({ mutationFn: () => supervise.testTrunk(trunk) })
  if (!may) return null
  return (
    <div className={css.test}>
      <Button icon={<RadioTower size={15} />} loading={test.isPending} data-testid="trunk-test" onClick={() => test.mutate()}>
        {t(test.isPending ? 'supervise.testing' : 'supervise.testTrunk')}
      </Button>
      <span role="status" data-testid="trunk-tested" data-outcome={test.data?.outcome}>
        {test.data ? name(test.data.says) : test.error ? explain(test.error) : ''}
      </span>
    </div>
  )
}
