import { useMutation, useQuery } from '@tanstack/react-query'
import { Button, Select, Slider } from 'antd'
import { FileUp, Mic, Speech, Square } from 'lucide-react'
import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Problem } from '../../api/problem'
import { prompts, voicesQuery, type PromptSheet } from '../../api/prompts'
import { Timer } from '../../record/Timer'
import css from './PromptSheet.module.css'
import { isPassing, refusal } from './refusal'
import { useRecorder } from './useRecorder'
import { useVoiceName } from './voices'

const ACCEPTED = 'audio/*,.wav,.mp3,.ogg,.opus,.m4a,.flac'
/** As the centre has it; told before so much is sent. */
const LARGEST = 20 * 1024 * 1024

interface Sound {
  blob: Blob
  name: string
  origin: 'upload' | 'microphone'
}

interface Props {
  sheet: PromptSheet
  /** As it stands in the field, saved or not. */
  wording: string
  onMade: (sheet: PromptSheet) => void
}

/** Three ways to a new take: a voice, a file, the microphone. */
export function Making({ sheet, wording, onMade }: Props) {
  const { t } = useTranslation()
  const voiceName = useVoiceName()
  const { language, id } = sheet
  const file = useRef<HTMLInputElement>(null)
  const [voice, setVoice] = useState('')
  const [speed, setSpeed] = useState(1)
  const voices = useQuery(voicesQuery).data?.[language] ?? []
  const speak = useMutation({
    mutationFn: async () => {
      if (wording !== sheet.text) await prompts.write(language, id, wording)
      return prompts.speak(language, id, voice, speed)
    },
    onSuccess: onMade,
  })
  const send = useMutation({
    mutationFn: ({ blob, name, origin }: Sound) => {
      if (blob.size > LARGEST) throw new Problem(413, 'file-too-large', '')
      return prompts.upload(language, id, blob, name, origin)
    },
    onSuccess: onMade,
  })
  const microphone = useRecorder((blob) => send.mutate({ blob, name: '', origin: 'microphone' }))
  const recording = microphone.state === 'recording'
  const busy = speak.isPending || send.isPending || recording
  const { error: problem } = speak.submittedAt > send.submittedAt ? speak : send
  return (
    <section className={css.making}>
      <h3>{t('prompts.make')}</h3>
      <div className={css.ways}>
        <Select aria-label={t('prompts.voiceChoice')} value={voice || (voices[0] ?? null)} options={voices.map((one) => ({ value: one, label: voiceName(one) }))} popupMatchSelectWidth={false} onChange={setVoice} />
        <div className={css.dial}>
          <span className={css.figure}>{speed.toFixed(1)}×</span>
          <Slider className={css.slider ?? ''} min={0.6} max={1.6} step={0.1} value={speed} onChange={setSpeed} ariaLabelForHandle={t('prompts.speed')} />
        </div>
        <Button icon={<Speech size={15} />} loading={speak.isPending} disabled={busy || !wording.trim()} data-testid="prompt-speak" onClick={() => speak.mutate()}>{t('prompts.speak')}</Button>
      </div>
      <div className={css.ways}>
        <input ref={file} type="file" accept={ACCEPTED} hidden data-testid="prompt-file" onChange={(event) => {
          const [chosen] = event.target.files ?? []
          if (chosen) send.mutate({ blob: chosen, name: chosen.name, origin: 'upload' })
          event.target.value = ''
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
      {problem && (
        <p className={css.bad} role="alert" data-testid="prompt-problem">
          {refusal(problem)}
          {problem === send.error && isPassing(problem) && (
            <Button size="small" type="link" onClick={() => send.mutate(send.variables)}>{t('prompts.again')}</Button>
          )}
        </p>
      )}
    </section>
  )
}
