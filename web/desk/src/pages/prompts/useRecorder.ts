import { useCallback, useEffect, useRef, useState } from 'react'

interface Recorder {
  state: 'idle' | 'recording' | 'denied'
  since: number
}

const idle: Recorder = { state: 'idle', since: 0 }

/** The microphone, for a take: a sound file when it is stopped. */
export function useRecorder(onDone: (file: Blob) => void) {
  const [recorder, setRecorder] = useState<Recorder>(idle)
  const running = useRef<MediaRecorder | null>(null)
  const done = useRef(onDone)
  useEffect(() => {
    done.current = onDone
  }, [onDone])
  const stop = useCallback(() => running.current?.stop(), [])
  const start = useCallback(async () => {
    try {
      const stream = await navigator.mediaDevices.getUserMedia({ audio: { channelCount: 1 } })
      const media = new MediaRecorder(stream)
      const blocks: Blob[] = []
      media.ondataavailable = ({ data }) => blocks.push(data)
      media.onstop = () => {
        for (const track of stream.getTracks()) track.stop()
        running.current = null
        setRecorder(idle)
        done.current(new Blob(blocks, { type: media.mimeType }))
      }
      running.current = media
      media.start()
      setRecorder({ state: 'recording', since: Date.now() })
    } catch {
      setRecorder({ state: 'denied', since: 0 })
    }
  }, [])
  useEffect(() => () => running.current?.stream.getTracks().forEach((track) => track.stop()), [])
  return { ...recorder, start, stop }
}
