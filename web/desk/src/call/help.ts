import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import { usePermission } from '../api/session'
import { helpQuery } from '../api/supervise'
import type { HelpRequest } from '../api/types'
import { hear } from '../live/topics'

/** Those who ask and have not been seen, after one more was told of. */
export function withHelp(known: HelpRequest[] = [], told: HelpRequest): HelpRequest[] {
  const others = known.filter(({ id }) => id !== told.id)
  return told.seen_at === null ? [...others, told] : others
}

const NOTES = [880, 1175]

/** Two soft notes, not those of a ringing telephone. */
function chime(): void {
  const sound = new AudioContext()
  NOTES.forEach((hertz, index) => {
    const [note, loud] = [sound.createOscillator(), sound.createGain()]
    const from = sound.currentTime + index * 0.18
    note.frequency.value = hertz
    loud.gain.setValueAtTime(0.12, from)
    loud.gain.exponentialRampToValueAtTime(0.001, from + 0.5)
    note.connect(loud).connect(sound.destination)
    note.start(from)
    note.stop(from + 0.5)
    note.onended = () => {
      if (index === NOTES.length - 1) void sound.close()
    }
  })
}

/** Agents who ask for help, as it happens; a new one is heard. */
export function useHelpWanted(): HelpRequest[] {
  const client = useQueryClient()
  const may = usePermission('supervise.view')
  useEffect(() => {
    if (!may) return undefined
    const { queryKey } = helpQuery
    const stops = [
      hear('help', ({ help }: { help: HelpRequest }) => {
        const known = client.getQueryData(queryKey) ?? []
        if (help.seen_at === null && !known.some(({ id }) => id === help.id)) chime()
        client.setQueryData(queryKey, withHelp(known, help))
      }),
      // Some may have been missed while the line was cut.
      hear('hello', () => void client.invalidateQueries({ queryKey })),
    ]
    return () => stops.forEach((stop) => stop())
  }, [client, may])
  return useQuery({ ...helpQuery, enabled: may }).data ?? []
}
