import { useEffect } from 'react'

export const isField = (target: EventTarget | null) =>
  target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName))

/** `F2`, `Shift+F6`, `Ctrl+k` (on a Mac with the command key too), or `?`. */
function nameOf({ key, ctrlKey, metaKey, altKey, shiftKey }: KeyboardEvent): string {
  const shift = shiftKey && key.length > 1
  return `${ctrlKey || metaKey ? 'Ctrl+' : ''}${altKey ? 'Alt+' : ''}${shift ? 'Shift+' : ''}${key}`
}

/** Keys and what they do. Function keys work while typing too, since nobody types an F2; characters do not. */
export function useKeys(keys: Readonly<Record<string, (() => void) | undefined>>): void {
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      const name = nameOf(event)
      if (!Object.hasOwn(keys, name) || (name.length === 1 && isField(event.target))) return
      event.preventDefault()
      if (!event.repeat) keys[name]?.()
    }
    window.addEventListener('keydown', press)
    return () => window.removeEventListener('keydown', press)
  }, [keys])
}
