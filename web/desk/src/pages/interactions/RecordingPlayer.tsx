import { Button, Select } from 'antd'
import { Download, Pause, Play, RotateCcw, RotateCw } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import WaveSurfer from 'wavesurfer.js'
import { address } from '../../api/request'
import { usePermission } from '../../api/session'
import type { Peaks, Recording } from '../../api/types'
import { useScheme } from '../../design/scheme'
import { palettes, stateColours } from '../../design/tokens'
import { duration } from '../../words/format'
import css from './RecordingPlayer.module.css'

const SPEEDS = [0.75, 1, 1.25, 1.5, 2]
const HEIGHT = 44
const sides = [stateColours.talking, stateColours.ready] as const

interface Playing {
  player: WaveSurfer | null
  at: number
  playing: boolean
  failed: boolean
}

/** The waveform comes from the centre's peaks; the sound itself only as it is played. */
function usePlayer(place: React.RefObject<HTMLElement | null>, url: string, peaks: Peaks): Playing {
  const scheme = useScheme()
  const [state, setState] = useState<Playing>({ player: null, at: 0, playing: false, failed: false })
  useEffect(() => {
    if (!place.current) return
    const media = new Audio()
    media.preload = 'none'
    media.src = url
    const { lineStrong, ink } = palettes[scheme]
    const player = WaveSurfer.create({
      container: place.current,
      media,
      peaks: peaks.channels,
      duration: peaks.duration / 1000,
      height: HEIGHT,
      barWidth: 2,
      barGap: 1,
      barRadius: 1,
      cursorColor: ink,
      dragToSeek: true,
      splitChannels: peaks.channels.map((_, side) => ({
        waveColor: lineStrong,
        progressColor: sides[side % 2] ?? ink,
      })),
    })
    const change = (part: Partial<Playing>) => setState((before) => ({ ...before, ...part }))
    player.on('timeupdate', (seconds) => change({ at: seconds * 1000 }))
    player.on('play', () => change({ playing: true }))
    player.on('pause', () => change({ playing: false }))
    player.on('error', () => change({ failed: true, playing: false }))
    change({ player, at: 0, playing: false, failed: false })
    return () => player.destroy()
  }, [place, url, peaks, scheme])
  return state
}

function Sides({ count }: { count: number }) {
  const { t } = useTranslation()
  if (count < 2) return null
  return (
    <div className={css.sides} aria-hidden>
      <span>{t('recording.agent')}</span>
      <span>{t('recording.customer')}</span>
    </div>
  )
}

function Speed({ onChange }: { onChange: (speed: number) => void }) {
  const { t } = useTranslation()
  return (
    <Select
      size="small"
      defaultValue={1}
      aria-label={t('recording.speed')}
      data-testid="recording-speed"
      options={SPEEDS.map((speed) => ({ value: speed, label: `${speed}×` }))}
      onChange={onChange}
    />
  )
}

/** Plays a recording: both sides seen apart, speed, five seconds back and forth. */
export default function RecordingPlayer({ recording, peaks }: { recording: Recording; peaks: Peaks }) {
  const { t } = useTranslation()
  const place = useRef<HTMLDivElement>(null)
  const url = address(`/recordings/${encodeURIComponent(recording.id)}/audio`)
  const { player, at, playing, failed } = usePlayer(place, url, peaks)
  const mayDownload = usePermission('recordings.download')
  return (
    <div
      className={css.player}
      data-testid="recording-player"
      data-recording={recording.id}
      data-playing={playing}
      onKeyDown={(event) => {
        const step = { ArrowLeft: -5, ArrowRight: 5 }[event.key]
        if (step) player?.skip(step)
      }}
    >
      <div className={css.wave}>
        <Sides count={peaks.channels.length} />
        <div ref={place} className={css.place} tabIndex={0} role="group" aria-label={t('recording.waveform')} />
      </div>
      <div className={css.controls}>
        <Button
          type="primary"
          shape="circle"
          data-testid="recording-play"
          aria-label={t(playing ? 'recording.pause' : 'recording.play')}
          icon={playing ? <Pause size={15} fill="currentColor" /> : <Play size={15} fill="currentColor" />}
          onClick={() => void player?.playPause().catch(() => undefined)}
        />
        <Button type="text" shape="circle" aria-label={t('recording.back')} icon={<RotateCcw size={15} />} onClick={() => player?.skip(-5)} />
        <Button type="text" shape="circle" aria-label={t('recording.forward')} icon={<RotateCw size={15} />} onClick={() => player?.skip(5)} />
        <span className={css.time}>
          {duration(at)} <span className={css.faint}>/ {duration(peaks.duration)}</span>
        </span>
        <span className={css.kind}>{t(`recording.${recording.kind}`)}</span>
        <span className={css.right}>
          {failed && (
            <span className={css.bad} role="alert">
              {t('recording.failed')}
            </span>
          )}
          <Speed onChange={(speed) => player?.setPlaybackRate(speed, true)} />
          {mayDownload && (
            <Button type="text" shape="circle" href={`${url}?download=1`} download aria-label={t('recording.download')} icon={<Download size={15} />} />
          )}
        </span>
      </div>
    </div>
  )
}
