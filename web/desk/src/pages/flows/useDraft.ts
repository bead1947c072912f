import { useQueryClient } from '@tanstack/react-query'
import { useCallback, useEffect, useReducer, useRef, useState } from 'react'
import { flows, contentQuery, type Finding, type FlowContent, type FlowData } from '../../api/flows'
import { Problem } from '../../api/problem'
import { begin, remember } from './history'

export type Saving = 'saved' | 'dirty' | 'saving' | 'conflict' | 'failed'

const PAUSE = 700

/** A flow being changed: remembered step by step, saved on every pause and on leaving. */
export function useDraft(content: FlowContent, editable: boolean) {
  const client = useQueryClient()
  const [history, dispatch] = useReducer(remember, content.data, begin)
  const [saving, setSaving] = useState<Saving>('saved')
  const [findings, setFindings] = useState<Finding[]>(content.findings)
  const saved = useRef({ data: content.data, revision: content.revision ?? 0 })
  const present = useRef(history.present)
  const running = useRef<Promise<void> | null>(null)
  const flow = history.present

  const save = useCallback(async (): Promise<void> => {
    if (running.current) await running.current
    const data: FlowData = present.current
    if (data === saved.current.data) return
    setSaving('saving')
    running.current = flows
      .save(content.id, data, saved.current.revision)
      .then((kept) => {
        saved.current = { data, revision: kept.revision ?? 0 }
        client.setQueryData(contentQuery(content.id, 'draft').queryKey, kept)
        setFindings(kept.findings)
        setSaving(data === present.current ? 'saved' : 'dirty')
      })
      .catch((problem: unknown) => setSaving(problem instanceof Problem && problem.status === 409 ? 'conflict' : 'failed'))
      .finally(() => {
        running.current = null
      })
    await running.current
  }, [client, content.id])

  useEffect(() => {
    present.current = flow
    if (!editable) return
    const kept = flow === saved.current.data
    // Undone and done again is as it was saved.
    setSaving((before) => (before === 'conflict' ? before : kept ? (before === 'dirty' ? 'saved' : before) : 'dirty'))
    if (kept) return
    const timer = setTimeout(() => void save(), PAUSE)
    return () => clearTimeout(timer)
  }, [flow, editable, save])

  useEffect(() => {
    const guard = (event: BeforeUnloadEvent) => {
      if (present.current !== saved.current.data) event.preventDefault()
    }
    window.addEventListener('beforeunload', guard)
    return () => {
      window.removeEventListener('beforeunload', guard)
      void save()
    }
  }, [save])

  const publish = useCallback(
    async (note: string) => {
      await save()
      return flows.publish(content.id, saved.current.revision, note)
    },
    [content.id, save],
  )
  return { flow, history, dispatch, saving, findings, save, publish }
}
