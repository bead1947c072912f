import { useMutation, useQuery } from '@tanstack/react-query'
import { Button, InputNumber, Slider } from 'antd'
import { Check, Pause, Play, Scissors, SlidersHorizontal } from 'lucide-react'
import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { promptPeaksQuery, prompts, promptSound, type Cut, type PromptSheet, type Take } from '../../api/prompts'
import { usePermission } from '../../api/session'
import type { Peaks } from '../../api/types'
import { headroom, MOST } from './level'
import css from './PromptSheet.module.css'
import { refusal } from './refusal'
import { useOrigin } from './Takes'
import { useWave, type Part } from './useWave'

interface EditProps {
  peaks: Peaks
  part: Part | null
  busy: boolean
  onMark: (part: Part) => void
  onCut: (how: Partial<Cut>) => void
}

function Cutting({ peaks, part, busy, onMark, onCut }: EditProps) {
  const { t } = useTranslation()
  const { start, end } = part ?? { start: 0, end: peaks.duration }
  const field = (label: string, value: number, least: number, most: number, onChange: (value: number) => void) => (
    <InputNumber
      className={css.moment ?? ''}
      size="small"
      aria-label={label}
      suffix="s"
      step={0.1}
      precision={2}
      min={least / 1000}
      max={most / 1000}
      value={value / 1000}
      onChange={(seconds) => seconds !== null && onChange(Math.round(seconds * 1000))}
    />
  )
  return (
    <div className={css.controls}>
      {field(t('prompts.from'), start, 0, end, (value) => onMark({ start: value, end }))}
      <span aria-hidden>–</span>
      {field(t('prompts.to'), end, start, peaks.duration, (value) => onMark({ start, end: value }))}
      <Button size="small" icon={<Scissors size={14} />} disabled={!part || busy} data-testid="prompt-cut" onClick={() => part && onCut(part)}>
        {part ? t('prompts.keepPart', { seconds: ((part.end - part.start) / 1000).toFixed(1) }) : t('prompts.markPart')}
      </Button>
    </div>
  )
}

function Loudness({ peaks, busy, onCut }: Pick<EditProps, 'peaks' | 'busy' | 'onCut'>) {
  const { t } = useTranslation()
  const [gain, setGain] = useState(0)
  return (
    <div className={css.controls}>
      <div className={css.dial}>
        <span className={css.figure}>{gain > 0 ? '+' : ''}{gain} dB</span>
        <Slider className={css.slider ?? ''} min={-MOST} max={headroom(peaks.channels)} step={1} value={gain} onChange={setGain} ariaLabelForHandle={t('prompts.gain')} />
      </div>
      <Button size="small" disabled={gain === 0 || busy} data-testid="prompt-gain" onClick={() => onCut({ gain })}>{t('prompts.apply')}</Button>
      <Button size="small" icon={<SlidersHorizontal size={14} />} disabled={busy} onClick={() => onCut({ normalise: true })}>{t('prompts.normalise')}</Button>
    </div>
  )
}

interface Props {
  sheet: PromptSheet
  /** None: what callers hear, and that is a voice. */
  take: Take | undefined
  using: boolean
  onMade: (sheet: PromptSheet) => void
  onUse: (take: number) => void
}

/** A take, heard and seen; a part can be marked and kept, all made louder or softer, and put to use. */
export function Wave({ sheet, take, using, onMade, onUse }: Props) {
  const { t } = useTranslation()
  const origin = useOrigin()
  const place = useRef<HTMLDivElement>(null)
  const { language, id, current } = sheet
  const [number, since] = take ? [take.number, take.created] : [0, sheet.changed]
  const mayEdit = usePermission('prompts.edit')
  const { data: peaks } = useQuery(promptPeaksQuery(language, id, number, since))
  const { playing, part, mark, toggle } = useWave(place, promptSound(language, id, number, since), peaks, mayEdit && number > 0)
  const cut = useMutation({
    mutationFn: (how: Partial<Cut>) => prompts.cut(language, id, { take: number, start: 0, end: null, gain: 0, normalise: false, ...how }),
    onSuccess: onMade,
  })
  return (
    <section className={css.wave} data-testid="prompt-wave" data-take={number}>
      <header className={css.head}>
        <span className={css.faint}>{take ? `#${number} · ${origin(take)}` : t('prompts.voice')}</span>
        {number === current ? (
          <span className={css.good}><Check size={14} aria-hidden /> {t('prompts.callersHear')}</span>
        ) : (
          <span className={css.faint} data-testid="prompt-unheard">{t('prompts.notHeard')}</span>
        )}
      </header>
      <div ref={place} className={css.place} role="group" aria-label={t('prompts.waveform')} />
      <div className={css.controls}>
        <Button
          type="primary"
          shape="circle"
          aria-label={t(playing ? 'prompts.pause' : 'prompts.play')}
          data-testid="prompt-play"
          icon={playing ? <Pause size={15} fill="currentColor" /> : <Play size={15} fill="currentColor" />}
          onClick={toggle}
        />
        {mayEdit && number !== current && (
          <Button type="primary" icon={<Check size={15} />} loading={using} data-testid="prompt-use" onClick={() => onUse(number)}>{t('prompts.use')}</Button>
        )}
      </div>
      {mayEdit && number > 0 && peaks && (
        <>
          <Cutting peaks={peaks} part={part} busy={cut.isPending} onMark={mark} onCut={cut.mutate} />
          <Loudness peaks={peaks} busy={cut.isPending} onCut={cut.mutate} />
        </>
      )}
      {mayEdit && number === 0 && <p className={css.faint}>{t('prompts.voiceCannotBeCut')}</p>}
      {cut.isError && <p className={css.bad} role="alert">{refusal(cut.error)}</p>}
    </section>
  )
}
