import { useVirtualizer } from '@tanstack/react-virtual'
import { useEffect, useRef, useState, type KeyboardEvent, type ReactNode } from 'react'
import css from './VirtualRows.module.css'

interface Props<Row> {
  label: string
  rows: readonly Row[]
  height: number
  head: ReactNode
  /** Class that sets `grid-template-columns` for head and rows alike. */
  columns: string | undefined
  rowId: (row: Row) => string
  selected: string | undefined
  testId: string
  render: (row: Row) => ReactNode
  onOpen: (row: Row) => void
  /** Called as the last rows come into view. */
  onEnd: () => void
}

/** On a telephone's screen a row has two lines. */
const SECOND_LINE = 12

/** Arrow keys go from row to row. */
function move(event: KeyboardEvent<HTMLElement>): void {
  const step = { ArrowDown: 'nextElementSibling', ArrowUp: 'previousElementSibling' }[event.key]
  if (!step) return
  const next = event.currentTarget[step as 'nextElementSibling']
  if (!(next instanceof HTMLElement)) return
  event.preventDefault()
  next.focus()
}

/** A long list of which only what is seen is in the page. */
export function VirtualRows<Row>(props: Props<Row>) {
  const { rows, height, onEnd } = props
  const [narrow] = useState(() => window.matchMedia('(max-width: 700px)').matches)
  const scroller = useRef<HTMLDivElement>(null)
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => (narrow ? height + SECOND_LINE : height),
    overscan: 8,
  })
  const items = virtual.getVirtualItems()
  const last = items.at(-1)?.index ?? 0
  useEffect(() => {
    if (rows.length > 0 && last >= rows.length - 5) onEnd()
  }, [last, rows.length, onEnd])
  return (
    <div className={css.list} role="table" aria-label={props.label} aria-rowcount={rows.length}>
      <div className={`${css.head ?? ''} ${props.columns ?? ''}`} role="row">
        {props.head}
      </div>
      <div className={css.scroll} ref={scroller} role="rowgroup">
        <div style={{ height: virtual.getTotalSize(), position: 'relative' }} role="presentation">
          {items.map(({ index, start, size }) => {
            const row = rows[index]
            if (row === undefined) return null
            const id = props.rowId(row)
            return (
              <div
                key={id}
                role="row"
                tabIndex={0}
                aria-rowindex={index + 1}
                aria-current={id === props.selected || undefined}
                className={`${css.row ?? ''} ${props.columns ?? ''}`}
                style={{ height: size, transform: `translateY(${start}px)` }}
                data-testid={props.testId}
                data-id={id}
                onClick={() => props.onOpen(row)}
                onKeyDown={(event) => {
                  if (event.key === 'Enter') props.onOpen(row)
                  else move(event)
                }}
              >
                {props.render(row)}
              </div>
            )
          })}
        </div>
      </div>
    </div>
  )
}
