import { useMutation, useQuery } from '@tanstack/react-query'
import { Button, Slider } from 'antd'
import { Pause, Play, Scissors, SlidersHorizontal } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import WaveSurfer from 'wavesurfer.js'
import RegionsPlugin from 'wavesurfer.js/dist/plugins/regions.esm.js'
import { explain } from '../../api/explain'
import { promptPeaksQuery, prompts, promptSound, type PromptSheet } from '../../api/prompts'
import { usePermission } from '../../api/session'
import type { Peaks } from '../../api/types'
import { useScheme } from '../../design/scheme'
import { palettes, stateColours } from '../../design/tokens'
import css from './PromptSheet.module.css'
import { useMade } from './PromptSheet'

interface Part {
  start: number
  end: number
}

const HEIGHT = 88
const MOST = 24

function useWave(place: React.RefObject<HTMLElement | null>, url: string, peaks: Peaks | undefined, editable: boolean) {
  const scheme = useScheme()
  const player = useRef<WaveSurfer | null>(null)
  const [playing, setPlaying] = useState(false)
  const [part, setPart] = useState<Part | null>(null)
  useEffect(() => {
    if (!place.current || !peaks) return
    const { lineStrong, ink } = palettes[scheme]
    const regions = RegionsPlugin.create()
    const made = WaveSurfer.create({
      container: place.current,
      url,
      peaks: peaks.channels,
      duration: peaks.duration / 1000,
      height: HEIGHT,
      normalize: false,
      waveColor: lineStrong,
      progressColor: stateColours.talking,
      cursorColor: ink,
      plugins: [regions],
    })
    if (editable) regions.enableDragSelection({ color: `${stateColours.offered}33` })
    const keep = (region: Part) => setPart({ start: Math.round(region.start * 1000), end: Math.round(region.end * 1000) })
    regions.on('region-created', (region) => {
      for (const other of regions.getRegions()) if (other !== region) other.remove()
      keep(region)
    })
    regions.on('region-updated', keep)
    made.on('play', () => setPlaying(true))
    made.on('pause', () => setPlaying(false))
    player.current = made
    return () => made.destroy()
  }, [place, url, peaks, scheme, editable])
  return { player, playing, part }
}

/** The sound that callers hear; a part can be marked and kept, and all made louder or softer. */
export function Wave({ sheet }: { sheet: PromptSheet }) {
  const { t } = useTranslation()
  const place = useRef<HTMLDivElement>(null)
  const { language, id, current, changed } = sheet
  const mayEdit = usePermission('prompts.edit')
  const editable = mayEdit && current > 0
  const { data: peaks } = useQuery(promptPeaksQuery(language, id, current, changed))
  const { player, playing, part } = useWave(place, promptSound(language, id, current, changed), peaks, editable)
  const [gain, setGain] = useState(0)
  const made = useMade(language, id)
  const cut = useMutation({
    mutationFn: (how: Partial<{ start: number; end: number; gain: number; normalise: boolean }>) =>
      prompts.cut(language, id, { take: current, start: 0, end: null, gain: 0, normalise: false, ...how }),
    onSuccess: made,
  })
  return (
    <section className={css.wave} data-testid="prompt-wave">
      <div ref={place} className={css.place} role="group" aria-label={t('prompts.waveform')} />
      <div className={css.controls}>
        <Button
          type="primary"
          shape="circle"
          aria-label={t(playing ? 'prompts.pause' : 'prompts.play')}
          icon={playing ? <Pause size={15} fill="currentColor" /> : <Play size={15} fill="currentColor" />}
          onClick={() => void (part && !playing ? player.current?.play(part.start / 1000, part.end / 1000) : player.current?.playPause())}
        />
        {editable && (
          <>
            <Button size="small" icon={<Scissors size={14} />} disabled={!part} loading={cut.isPending} data-testid="prompt-cut" onClick={() => part && cut.mutate(part)}>
              {part ? t('prompts.keepPart', { seconds: ((part.end - part.start) / 1000).toFixed(1) }) : t('prompts.markPart')}
            </Button>
            <Button size="small" icon={<SlidersHorizontal size={14} />} disabled={cut.isPending} onClick={() => cut.mutate({ normalise: true })}>{t('prompts.normalise')}</Button>
            <label className={css.gain}>
              <span>{gain > 0 ? '+' : ''}{gain} dB</span>
              <Slider min={-MOST} max={MOST} step={1} value={gain} onChange={setGain} ariaLabelForHandle={t('prompts.gain')} />
              <Button size="small" disabled={gain === 0 || cut.isPending} onClick={() => cut.mutate({ gain })}>{t('prompts.apply')}</Button>
            </label>
          </>
        )}
      </div>
      {mayEdit && !editable && <p className={css.faint}>{t('prompts.voiceCannotBeCut')}</p>}
      {cut.isError && <p className={css.bad} role="alert">{explain(cut.error)}</p>}
    </section>
  )
}
