import { useEffect } from 'react'

/** Function keys and what they do; they work while typing too, since nobody types an F2. */
export function useKeys(keys: Readonly<Record<string, (() => void) | undefined>>): void {
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.altKey || event.metaKey || event.shiftKey) return
      if (!Object.hasOwn(keys, event.key)) return
      event.preventDefault()
      if (!event.repeat) keys[event.key]?.()
    }
    window.addEventListener('keydown', press)
    return () => window.removeEventListener('keydown', press)
  }, [keys])
}
