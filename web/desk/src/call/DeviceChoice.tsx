import { useQuery } from '@tanstack/react-query'
import { Button, Segmented, Select, Switch } from 'antd'
import { Mic } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Preferences } from '../api/types'
import { useDevices } from '../phone/devices'
import { testEcho, type Echo } from '../phone/echo'
import { devicesOf } from '../phone/microphone'
import { chime } from '../phone/ring'
import { chooseSpeaker, meter } from '../phone/sound'
import { Meter } from './Meter'
import css from './PhoneStatus.module.css'
import { prefer, usePreferences } from './preferences'
import { SipTelephone } from './SipTelephone'

interface ChoiceProps {
  label: string
  kind: 'audioinput' | 'audiooutput'
  value: string
  testId: string
  onChoose: (id: string) => void
}

function Choice({ label, kind, value, testId, onChoose }: ChoiceProps) {
  const { t } = useTranslation()
  const { data = [] } = useQuery({ queryKey: ['devices', kind], queryFn: () => devicesOf(kind), staleTime: 0 })
  const options = [{ value: '', label: t('phone.systemDefault') }, ...data.map(({ id, name }) => ({ value: id, label: name }))]
  return (
    <label>
      <span>{label}</span>
      <Select value={value} options={options} data-testid={testId} onChange={onChoose} />
    </label>
  )
}

/** Three seconds recorded, and played as they would be heard. */
function EchoTest() {
  const { t } = useTranslation()
  const [echo, setEcho] = useState<Echo>('idle')
  const running = echo === 'recording' || echo === 'playing'
  const start = () =>
    void testEcho((now, stream) => {
      setEcho(now)
      if (stream) meter('agent', stream)
    })
  return (
    <div className={css.echo}>
      <Button icon={<Mic size={15} />} disabled={running} data-testid="echo-test" data-echo={echo} onClick={start}>
        {t(`phone.echo_${echo}`)}
      </Button>
      {echo === 'recording' && <Meter alone />}
    </div>
  )
}

/** How calls are answered, and what the telephone speaks into and out of. */
export default function DeviceChoice() {
  const { t } = useTranslation()
  const { microphone, speaker, ringer, processing, telephone } = useDevices()
  const answer = usePreferences((preferences) => preferences.answer)
  const ring = (id: string) => {
    useDevices.setState({ ringer: id })
    chime()
  }
  return (
    <div className={css.devices}>
      <div>
        <h3>{t('phone.answering')}</h3>
        <Segmented<Preferences['answer']>
          block
          value={answer}
          data-testid="answer-mode"
          disabled={telephone === 'apart'}
          onChange={(next) => void prefer({ answer: next })}
          options={(['manual', 'automatic'] as const).map((value) => ({ value, label: t(`phone.answer_${value}`) }))}
        />
        <small>{t(`phone.answer_${answer}Hint`)}</small>
      </div>
      {telephone === 'page' && (
        <>
          <h3>{t('phone.devices')}</h3>
          <Choice
            label={t('phone.microphone')}
            kind="audioinput"
            value={microphone}
            testId="choose-microphone"
            onChoose={(id) => useDevices.setState({ microphone: id })}
          />
          <Choice label={t('phone.speaker')} kind="audiooutput" value={speaker} testId="choose-speaker" onChoose={chooseSpeaker} />
          <Choice label={t('phone.ringer')} kind="audiooutput" value={ringer} testId="choose-ringer" onChoose={ring} />
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
          <EchoTest />
        </>
      )}
      <SipTelephone />
    </div>
  )
}
