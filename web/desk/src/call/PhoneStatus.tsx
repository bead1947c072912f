import { Popover } from 'antd'
import { Headset } from 'lucide-react'
import { lazy, Suspense } from 'react'
import { useTranslation } from 'react-i18next'
import { Loading } from '../design/Placeholders'
import { usePhone } from '../phone/state'
import css from './PhoneStatus.module.css'

const DeviceChoice = lazy(() => import('./DeviceChoice'))

/** Whether the telephone can be called, and what it speaks into. */
export function PhoneStatus() {
  const { t } = useTranslation()
  const registration = usePhone((phone) => phone.registration)
  const choice = (
    <Suspense fallback={<Loading label={t('part.loading')} lines={3} />}>
      <DeviceChoice />
    </Suspense>
  )
  return (
    <Popover content={choice} trigger="click" placement="topRight" arrow={false} destroyOnHidden>
      <button type="button" className={css.status} data-testid="softphone-status" data-tour="telephone" data-status={registration}>
        <Headset size={16} aria-hidden />
        <span>{t(`phone.${registration}`)}</span>
      </button>
    </Popover>
  )
}
