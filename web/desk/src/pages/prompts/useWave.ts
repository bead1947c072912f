import { useCallback, useEffect, useRef, useState, type RefObject } from 'react'
import WaveSurfer from 'wavesurfer.js'
import RegionsPlugin from 'wavesurfer.js/dist/plugins/regions.esm.js'
import type { Peaks } from '../../api/types'
import { useScheme } from '../../design/scheme'
import { palettes, stateColours } from '../../design/tokens'

/** Milliseconds. */
export interface Part {
  start: number
  end: number
}

const HEIGHT = 88
const MARK = `${stateColours.offered}40`

/** A waveform that is played, and on which one part can be marked: with the mouse, or by `mark`. */
export function useWave(place: RefObject<HTMLElement | null>, url: string, peaks: Peaks | undefined, editable: boolean) {
  const scheme = useScheme()
  const player = useRef<WaveSurfer | null>(null)
  const marks = useRef<ReturnType<typeof RegionsPlugin.create> | null>(null)
  const [playing, setPlaying] = useState(false)
  const [part, setPart] = useState<Part | null>(null)
  useEffect(() => {
    if (!place.current || !peaks) return
    const { inkFaint, accent, ink } = palettes[scheme]
    const regions = RegionsPlugin.create()
    const made = WaveSurfer.create({
      container: place.current,
      url,
      peaks: peaks.channels,
      duration: peaks.duration / 1000,
      height: HEIGHT,
      normalize: false,
      waveColor: inkFaint,
      progressColor: accent,
      cursorColor: ink,
      plugins: [regions],
    })
    if (editable) regions.enableDragSelection({ color: MARK })
    const keep = ({ start, end }: Part) => setPart({ start: Math.round(start * 1000), end: Math.round(end * 1000) })
    regions.on('region-created', (region) => {
      for (const other of regions.getRegions()) if (other !== region) other.remove()
      keep(region)
    })
    regions.on('region-updated', keep)
    made.on('play', () => setPlaying(true))
    made.on('pause', () => setPlaying(false))
    player.current = made
    marks.current = regions
    return () => {
      made.destroy()
      setPlaying(false)
      setPart(null)
    }
  }, [place, url, peaks, scheme, editable])
  const mark = useCallback(({ start, end }: Part) => {
    marks.current?.addRegion({ start: start / 1000, end: end / 1000, color: MARK })
  }, [])
  const toggle = useCallback(() => {
    const stretch = part && !playing ? [part.start / 1000, part.end / 1000] : null
    void (stretch ? player.current?.play(...stretch) : player.current?.playPause())
  }, [part, playing])
  return { playing, part, mark, toggle }
}
