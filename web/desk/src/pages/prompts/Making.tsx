import { useMutation, useQuery } from '@tanstack/react-query'
import { Button, Select, Slider } from 'antd'
import { FileUp, Mic, Speech, Square } from 'lucide-react'
import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { explain } from '../../api/explain'
import { prompts, voicesQuery, type PromptSheet } from '../../api/prompts'
import { Timer } from '../../record/Timer'
import css from './PromptSheet.module.css'
import { useMade } from './PromptSheet'
import { useRecorder } from './useRecorder'

const ACCEPTED = 'audio/*,.wav,.mp3,.ogg,.opus,.m4a,.flac'

/** Three ways to a new take: a voice, a file, the microphone. */
export function Making({ sheet }: { sheet: PromptSheet }) {
  const { t } = useTranslation()
  const { language, id } = sheet
  const file = useRef<HTMLInputElement>(null)
  const [voice, setVoice] = useState('')
  const [speed, setSpeed] = useState(1)
  const voices = useQuery(voicesQuery).data?.[language] ?? []
  const made = useMade(language, id)
  const speak = useMutation({ mutationFn: () => prompts.speak(language, id, voice, speed), onSuccess: made })
  const send = useMutation({
    mutationFn: ({ blob, name, origin }: { blob: Blob; name: string; origin: 'upload' | 'microphone' }) =>
      prompts.upload(language, id, blob, name, origin),
    onSuccess: made,
  })
  const microphone = useRecorder((blob) => send.mutate({ blob, name: '', origin: 'microphone' }))
  const recording = microphone.state === 'recording'
  const busy = speak.isPending || send.isPending
  const problem = speak.error ?? send.error
  return (
    <section className={css.making}>
      <h3>{t('prompts.make')}</h3>
      <div className={css.ways}>
        <Select aria-label={t('prompts.voiceChoice')} value={voice || (voices[0] ?? null)} options={voices.map((one) => ({ value: one, label: one }))} popupMatchSelectWidth={false} onChange={setVoice} />
        <label className={css.gain}>
          <span>{speed.toFixed(1)}×</span>
          <Slider min={0.6} max={1.6} step={0.1} value={speed} onChange={setSpeed} ariaLabelForHandle={t('prompts.speed')} />
        </label>
        <Button icon={<Speech size={15} />} loading={speak.isPending} disabled={busy || !sheet.text} data-testid="prompt-speak" onClick={() => speak.mutate()}>{t('prompts.speak')}</Button>
      </div>
      <div className={css.ways}>
        <input ref={file} type="file" accept={ACCEPTED} hidden data-testid="prompt-file" onChange={(event) => {
          const [chosen] = event.target.files ?? []
          event.target.value = ''
          if (chosen) send.mutate({ blob: chosen, name: chosen.name, origin: 'upload' })
        }} />
        <Button icon={<FileUp size={15} />} disabled={busy} loading={send.isPending} onClick={() => file.current?.click()}>{t('prompts.upload')}</Button>
        {recording ? (
          <Button danger type="primary" icon={<Square size={14} fill="currentColor" />} data-testid="prompt-record-stop" onClick={microphone.stop}>
            {t('prompts.stop')} <Timer since={microphone.since} />
          </Button>
        ) : (
          <Button icon={<Mic size={15} />} disabled={busy} data-testid="prompt-record" onClick={() => void microphone.start()}>{t('prompts.record')}</Button>
        )}
      </div>
      {microphone.state === 'denied' && <p className={css.bad} role="alert">{t('prompts.noMicrophone')}</p>}
      {problem && <p className={css.bad} role="alert" data-testid="prompt-problem">{explain(problem)}</p>}
    </section>
  )
}
