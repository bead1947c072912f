import { useCallback, useEffect, useRef, useState } from 'react'

interface Recorder {
  state: 'idle' | 'recording' | 'denied'
  since: number
}

const idle: Recorder = { state: 'idle', since: 0 }

/** Milliseconds; the centre takes ten minutes, and refuses what is longer. */
const LONGEST = 595_000

/** The microphone, for a take: a sound file when it is stopped, or when the page is left meanwhile. */
export function useRecorder(onDone: (file: Blob) => void) {
  const [recorder, setRecorder] = useState<Recorder>(idle)
  const running = useRef<MediaRecorder | null>(null)
  const gone = useRef(false)
  const done = useRef(onDone)
  useEffect(() => {
    done.current = onDone
  }, [onDone])
  const stop = useCallback(() => running.current?.stop(), [])
  const start = useCallback(async () => {
    try {
      const stream = await navigator.mediaDevices.getUserMedia({ audio: { channelCount: 1 } })
      const close = () => stream.getTracks().forEach((track) => track.stop())
      if (gone.current) {
        close()
        return
      }
      const media = new MediaRecorder(stream)
      const longest = setTimeout(() => media.stop(), LONGEST)
      const blocks: Blob[] = []
      media.ondataavailable = ({ data }) => blocks.push(data)
      media.onstop = () => {
        clearTimeout(longest)
        close()
        running.current = null
        setRecorder(idle)
        done.current(new Blob(blocks, { type: media.mimeType }))
      }
      // Not before it does: what is said until then would be missing at the beginning.
      media.onstart = () => setRecorder({ state: 'recording', since: Date.now() })
      running.current = media
      media.start()
    } catch {
      setRecorder({ state: 'denied', since: 0 })
    }
  }, [])
  useEffect(() => {
    gone.current = false
    return () => {
      gone.current = true
      running.current?.stop()
    }
  }, [])
  return { ...recorder, start, stop }
}
