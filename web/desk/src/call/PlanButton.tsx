import { Popover } from 'antd'
import { CalendarPlus } from 'lucide-react'
import { lazy, Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Loading } from '../design/Placeholders'
import { learn } from '../words'
import css from './CallButton.module.css'

const Planning = lazy(() => import('./Planning'))

await learn('plan')

interface Props {
  number: string
  shown: string
  customer: string
}

/** Plans a call to a customer's number. */
export default function PlanButton({ number, shown, customer }: Props) {
  const { t } = useTranslation()
  const [open, setOpen] = useState(false)
  const word = t('plan.to', { number: shown })
  const planning = (
    <Suspense fallback={<Loading label={t('part.loading')} lines={3} />}>
      <div className={css.plan}>
        <Planning to={{ number, customer }} onDone={() => setOpen(false)} />
      </div>
    </Suspense>
  )
  return (
    <Popover open={open} onOpenChange={setOpen} trigger="click" placement="bottomRight" arrow={false} destroyOnHidden title={word} content={planning}>
      <button type="button" className={css.call} aria-label={word} title={word} data-testid="plan-number">
        <CalendarPlus size={14} aria-hidden />
      </button>
    </Popover>
  )
}
