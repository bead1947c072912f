import { useEffect, type RefObject } from 'react'
import { level } from './sound'

type Bar = RefObject<HTMLSpanElement | null>

/** Show how loud both sides are (`--level`); drawn past React, since nothing else changes with it. */
export function useLevels(mine: Bar, theirs: Bar): void {
  useEffect(() => {
    let frame = 0
    const draw = () => {
      mine.current?.style.setProperty('--level', level('agent').toFixed(3))
      theirs.current?.style.setProperty('--level', level('customer').toFixed(3))
      frame = requestAnimationFrame(draw)
    }
    draw()
    return () => cancelAnimationFrame(frame)
  }, [mine, theirs])
}
