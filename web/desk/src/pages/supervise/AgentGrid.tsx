import { useVirtualizer } from '@tanstack/react-virtual'
import { useCallback, useEffect, useLayoutEffect, useMemo, useRef, useState, type KeyboardEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { StateMark, type ShownState } from '../../design/StateMark'
import { useFormats } from '../../words/format'
import { actsOn, type Act } from './acts'
import css from './AgentGrid.module.css'
import { AgentTile } from './AgentTile'
import type { Group, Grouping, Seat } from './agents'
import { useBoardStore } from './board'
import { useMe } from './useActing'

const GAP = 8
const sizes = (wide: boolean) => (wide ? { least: 260, tile: 108, head: 44 } : { least: 196, tile: 84, head: 36 })

type Line = { kind: 'head'; group: Group } | { kind: 'seats'; group: Group; seats: Seat[]; from: number }

/** Groups as lines: a heading, then seats by so many columns. */
export function linesOf(groups: readonly Group[], columns: number): Line[] {
  return groups.flatMap((group) => {
    const rows = Math.ceil(group.seats.length / columns)
    const seats = Array.from({ length: rows }, (_, row): Line => {
      const from = row * columns
      return { kind: 'seats', group, seats: group.seats.slice(from, from + columns), from }
    })
    return [{ kind: 'head', group }, ...seats]
  })
}

function useWidth(): [React.RefObject<HTMLDivElement | null>, number] {
  const element = useRef<HTMLDivElement>(null)
  const [width, setWidth] = useState(0)
  useLayoutEffect(() => {
    const box = element.current
    if (!box) return undefined
    const watch = new ResizeObserver(([entry]) => setWidth(entry?.contentRect.width ?? 0))
    watch.observe(box)
    return () => watch.disconnect()
  }, [])
  return [element, width]
}

function Heading({ group, grouping }: { group: Group; grouping: Grouping }) {
  const { t } = useTranslation()
  const { name } = useFormats()
  const { teams, skills } = useBoardStore()
  const count = <b>{group.seats.length}</b>
  if (grouping === 'state') {
    const state = group.id as ShownState
    return (
      <StateMark state={state}>
        {t(`state.${state}`)} {count}
      </StateMark>
    )
  }
  const names = grouping === 'team' ? teams : skills
  return (
    <span>
      {name(names[group.id]) || group.id || t(grouping === 'team' ? 'supervise.noTeam' : 'supervise.noSkill')} {count}
    </span>
  )
}

const steps: Record<string, (columns: number) => number> = {
  ArrowRight: () => 1,
  ArrowLeft: () => -1,
  ArrowDown: (columns) => columns,
  ArrowUp: (columns) => -columns,
}

interface Props {
  groups: readonly Group[]
  grouping: Grouping
  onAct: (act: Act, seat: Seat) => void
  onMenu: (open: boolean) => void
}

/** Agents as tiles, of which only those that are seen are in the page; arrows go from one to another, letters act. */
export function AgentGrid({ groups, grouping, onAct, onMenu }: Props) {
  const { t } = useTranslation()
  const me = useMe()
  const agents = useBoardStore((board) => board.agents)
  const [box, width] = useWidth()
  const wide = width >= 1900
  const { least, tile, head } = sizes(wide)
  const columns = Math.max(1, Math.floor((width + GAP) / (least + GAP)))
  const lines = useMemo(() => linesOf(groups, columns), [groups, columns])
  const order = useMemo(() => groups.flatMap(({ id, seats }) => seats.map((seat) => `${id}/${seat.agent.id}`)), [groups])
  const [current, setCurrent] = useState<string | null>(null)
  const focused = current !== null && order.includes(current) ? current : order[0]
  const virtual = useVirtualizer({
    count: lines.length,
    getScrollElement: () => box.current,
    estimateSize: (index) => (lines[index]?.kind === 'head' ? head : tile + GAP),
    overscan: 4,
  })
  useEffect(() => virtual.measure(), [virtual, lines, tile, head])
  const focus = useCallback(
    (key: string) => {
      setCurrent(key)
      const line = lines.findIndex(
        (one) => one.kind === 'seats' && one.seats.some((seat) => `${one.group.id}/${seat.agent.id}` === key),
      )
      virtual.scrollToIndex(line)
      requestAnimationFrame(() => box.current?.querySelector<HTMLElement>(`[data-key="${CSS.escape(key)}"] [role=gridcell]`)?.focus())
    },
    [lines, virtual, box],
  )
  const press = (event: KeyboardEvent<HTMLElement>, seat: Seat, key: string) => {
    if (event.ctrlKey || event.altKey || event.metaKey || event.target !== event.currentTarget) return
    const step = steps[event.key]?.(columns)
    const next = step === undefined ? undefined : order[order.indexOf(key) + step]
    const act = actsOn(seat, me).find((one) => one.key.toLowerCase() === event.key.toLowerCase())
    if (step === undefined && !act) return
    event.preventDefault()
    if (next) focus(next)
    else if (act?.grave) event.currentTarget.querySelector<HTMLElement>('[data-testid=agent-acts]')?.click()
    else if (act && !event.repeat) onAct(act, seat)
  }
  return (
    <div className={css.scroll} ref={box} data-wide={wide || undefined} tabIndex={-1}>
      <div role="grid" aria-label={t('supervise.agents')} style={{ height: virtual.getTotalSize(), position: 'relative' }}>
        {virtual.getVirtualItems().map(({ index, start, size }) => {
          const line = lines[index]
          if (!line) return null
          const place = { height: size, transform: `translateY(${start}px)` }
          if (line.kind === 'head') {
            return (
              <div key={`head ${line.group.id}`} role="row" className={css.heading} style={place}>
                <h2 role="rowheader">
                  <Heading group={line.group} grouping={grouping} />
                </h2>
              </div>
            )
          }
          return (
            <div
              key={`${line.group.id} ${line.from}`}
              role="row"
              className={css.row}
              style={{ ...place, gridTemplateColumns: `repeat(${columns}, minmax(0, 1fr))` }}
            >
              {line.seats.map((seat) => {
                const key = `${line.group.id}/${seat.agent.id}`
                return (
                  <div key={key} data-key={key} className={css.cell} role="presentation">
                    <AgentTile
                      seat={seat}
                      interceptor={agents[seat.agent.intercepted_by ?? '']?.name ?? ''}
                      focused={key === focused}
                      onFocus={() => setCurrent(key)}
                      onKeyDown={(event) => press(event, seat, key)}
                      onAct={onAct}
                      onMenu={onMenu}
                    />
                  </div>
                )
              })}
            </div>
          )
        })}
      </div>
    </div>
  )
}
