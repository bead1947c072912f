import { useQuery } from '@tanstack/react-query'
import { Select, Switch } from 'antd'
import { useTranslation } from 'react-i18next'
import { useDevices } from '../phone/devices'
import { microphones } from '../phone/microphone'
import css from './PhoneStatus.module.css'

/** What the telephone speaks into. */
export default function DeviceChoice() {
  const { t } = useTranslation()
  const { microphone, processing } = useDevices()
  const { data = [] } = useQuery({ queryKey: ['microphones'], queryFn: microphones, staleTime: 0 })
  const options = [{ value: '', label: t('phone.systemDefault') }, ...data.map(({ id, name }) => ({ value: id, label: name }))]
  return (
    <div className={css.devices}>
      <h3>{t('phone.devices')}</h3>
      <label>
        <span>{t('phone.microphone')}</span>
        <Select
          value={microphone}
          options={options}
          onChange={(id: string) => useDevices.setState({ microphone: id })}
        />
      </label>
      <label className={css.row}>
        <span>
          {t('phone.processing')}
          <small>{t('phone.processingHint')}</small>
        </span>
        <Switch
          size="small"
          checked={processing}
          data-testid="voice-processing"
          onChange={(on) => useDevices.setState({ processing: on })}
        />
      </label>
    </div>
  )
}
