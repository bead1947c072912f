import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef } from 'react'
import { ALARM_HISTORY, alarmsQuery, type Alarm } from '../api/alarms'
import { useAlarmSound } from '../design/alarmSound'
import { useNow } from '../live/clock'
import { hear } from '../live/topics'
import { sound } from '../phone/ring'

/** Falling, and harder than the ring of a call, so that nobody takes one for the other. */
const FALLING: readonly [frequency: number, at: number][] = [
  [988, 0],
  [740, 0.22],
  [988, 0.6],
  [740, 0.82],
]
const loud = ({ severity, acknowledged_at: noted }: Alarm) =>
  noted === null && (severity === 'critical' || severity === 'major')

/** Those that ask for somebody: grave, and nobody has taken note of them. */
export const asking = (alarms: readonly Alarm[]): Alarm[] => alarms.filter(loud)

/** Whether one of those that ask was not there before. */
export const isNew = (before: readonly Alarm[] | undefined, now: readonly Alarm[]): boolean =>
  before !== undefined && asking(now).some(({ id }) => !before.some((one) => one.id === id))

const OFFER = '●'
const MARK = /^⚠ \d+ · /

/** The title with a count before it; while a call is offered the title says that. */
export const titled = (title: string, count: number): string => {
  if (title.startsWith(OFFER)) return title
  const bare = title.replace(MARK, '')
  return count > 0 ? `⚠ ${count} · ${bare}` : bare
}

/** What is wrong now, as the live line tells it: kept, sounded, and in the browser's title. */
export function useAlarming(): readonly Alarm[] | undefined {
  const client = useQueryClient()
  const { data: alarms } = useQuery(alarmsQuery)
  const muted = useAlarmSound((state) => state.muted)
  const before = useRef<readonly Alarm[]>(undefined)
  const now = useNow()
  useEffect(() => {
    const { queryKey } = alarmsQuery
    const stops = [
      hear('alarms', ({ alarms: told }: { alarms: Alarm[] }) => {
        client.setQueryData(queryKey, told)
        void client.invalidateQueries({ queryKey: ALARM_HISTORY })
      }),
      // Some may have been missed while the line was cut.
      hear('hello', () => void client.invalidateQueries({ queryKey })),
    ]
    return () => stops.forEach((stop) => stop())
  }, [client])
  useEffect(() => {
    if (!alarms) return
    if (!muted && isNew(before.current, alarms)) sound(FALLING)
    before.current = alarms
  }, [alarms, muted])
  useEffect(() => {
    // Each second anew: an offer's flashing puts back the title that it found.
    document.title = titled(document.title, asking(alarms ?? []).length)
  }, [alarms, now])
  return alarms
}
