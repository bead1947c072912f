import { useEffect, useRef, useState } from 'react'

const REST = 800

/**
 * The newest of a value, but only once the hand has rested: what takes room on the page must not
 * move what is being pointed at.
 */
export function useRested<Value>(value: Value): Value {
  const [shown, setShown] = useState(value)
  const moved = useRef(-Infinity)
  useEffect(() => {
    const move = () => {
      moved.current = performance.now()
    }
    const kinds = ['pointermove', 'pointerdown', 'wheel', 'keydown'] as const
    for (const kind of kinds) window.addEventListener(kind, move, { passive: true })
    return () => {
      for (const kind of kinds) window.removeEventListener(kind, move)
    }
  }, [])
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout>
    const wait = () => {
      const left = moved.current + REST - performance.now()
      if (left > 0) timer = setTimeout(wait, left)
      else setShown(value)
    }
    timer = setTimeout(wait)
    return () => clearTimeout(timer)
  }, [value])
  return shown
}
