import { useSyncExternalStore } from 'react'
import { useLive } from './store'

const listeners = new Set<() => void>()
let timer: ReturnType<typeof setInterval> | undefined

function listen(listener: () => void): () => void {
  listeners.add(listener)
  timer ??= setInterval(() => listeners.forEach((tell) => tell()), 250)
  return () => {
    listeners.delete(listener)
    if (listeners.size > 0) return
    clearInterval(timer)
    timer = undefined
  }
}

/** The centre's time, to the second: one ticker for the whole page, and a render only as it turns. */
export function useNow(): number {
  const ahead = useLive((live) => live.ahead)
  return useSyncExternalStore(listen, () => Math.floor((Date.now() + ahead) / 1000) * 1000)
}
