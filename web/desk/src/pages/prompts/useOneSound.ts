import { useCallback, useEffect, useRef, useState } from 'react'

/** Plays one sound at a time; the same again stops it. */
export function useOneSound() {
  const [playing, setPlaying] = useState('')
  const audio = useRef<HTMLAudioElement | null>(null)
  const stop = useCallback(() => {
    audio.current?.pause()
    audio.current = null
    setPlaying('')
  }, [])
  const toggle = useCallback(
    (id: string, url: string) => {
      const same = audio.current !== null && playing === id
      stop()
      if (same) return
      const player = new Audio(url)
      audio.current = player
      player.onended = player.onerror = stop
      setPlaying(id)
      player.play().catch(stop)
    },
    [playing, stop],
  )
  useEffect(() => stop, [stop])
  return { playing, toggle, stop }
}
