import { useQuery } from '@tanstack/react-query'
import { PhoneIncoming } from 'lucide-react'
import { useEffect, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { runningQuery, type FlowData, type RunningCall } from '../../api/flows'
import { interactionQuery } from '../../api/lists'
import { Empty } from '../../design/Placeholders'
import { Timer } from '../../record/Timer'
import css from './Designer.module.css'
import { useFlowWords } from './useWords'

/** The nodes that a call has passed, out of its record. */
function useTrail(call: RunningCall | undefined, flow: FlowData): string[] {
  const { data } = useQuery({
    ...interactionQuery(call?.interaction ?? ''),
    enabled: call !== undefined,
    refetchInterval: 1000,
  })
  return useMemo(() => {
    if (!call) return []
    const path = (data?.path ?? []).filter((step) => step.flow === flow.id).map(({ node }) => node)
    return call.flow === flow.id && path.at(-1) !== call.node ? [...path, call.node] : path
  }, [call, data, flow])
}

const nobody: readonly RunningCall[] = []

interface Props {
  flow: FlowData
  onTrail: (nodes: string[]) => void
  onCalls: (calls: ReadonlyMap<string, number>) => void
}

/** The calls that are in this flow now; one of them can be followed node by node. */
export function Running({ flow, onTrail, onCalls }: Props) {
  const { t } = useTranslation()
  const words = useFlowWords()
  const { data = nobody } = useQuery(runningQuery(flow.id))
  const [chosen, setChosen] = useState('')
  const trail = useTrail(data.find(({ interaction }) => interaction === chosen), flow)
  useEffect(() => {
    const counts = new Map<string, number>()
    for (const call of data) if (call.flow === flow.id) counts.set(call.node, (counts.get(call.node) ?? 0) + 1)
    onCalls(counts)
  }, [data, flow.id, onCalls])
  useEffect(() => onTrail(trail), [trail, onTrail])
  useEffect(() => () => { onTrail([]); onCalls(new Map()) }, [onTrail, onCalls])
  if (data.length === 0) return <Empty icon={PhoneIncoming} title={t('flows.noCalls')} help={t('flows.noCallsHelp')} />
  const nameOf = (call: RunningCall) => {
    const node = flow.nodes.find(({ id }) => id === call.node)
    return call.flow === flow.id && node ? words.node(node) : `${call.flow} › ${call.node}`
  }
  return (
    <ul className={css.running} data-testid="flow-calls">
      {data.map((call) => (
        <li key={call.interaction}>
          <button aria-pressed={call.interaction === chosen} onClick={() => setChosen(call.interaction === chosen ? '' : call.interaction)}>
            <b>{call.caller || t('call.anonymous')}</b>
            <span>{nameOf(call)}</span>
            <span className={css.faint}>v{call.version} · <Timer since={call.arrived} /></span>
          </button>
        </li>
      ))}
    </ul>
  )
}
