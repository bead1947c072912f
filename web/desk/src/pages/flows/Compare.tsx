import { useQuery } from '@tanstack/react-query'
import { Select } from 'antd'
import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { comparisonQuery, type FlowData, type NodeChange, type NodeKind } from '../../api/flows'
import { Loading } from '../../design/Placeholders'
import { Canvas } from './Canvas'
import css from './Designer.module.css'
import type { Mark } from './NodeCard'
import { useFlowWords } from './useWords'

const shown = (value: unknown): string =>
  value === null || value === undefined ? '—' : typeof value === 'string' ? value : JSON.stringify(value, null, 1).replaceAll(/[{}[\]"]/g, '').trim()

/** Both versions in one picture: what is gone stands where it was. */
function together(before: FlowData, after: FlowData): FlowData {
  const known = new Set(after.nodes.map(({ id }) => id))
  const gone = before.nodes.filter(({ id }) => !known.has(id))
  return { ...after, nodes: [...after.nodes, ...gone], layout: { ...before.layout, ...after.layout } }
}

function Changes({ changes, nameOf, onJump }: { changes: readonly NodeChange[]; nameOf: (id: string) => string; onJump: (id: string) => void }) {
  const { t } = useTranslation()
  const words = useFlowWords()
  if (changes.length === 0) return <p className={css.hint}>{t('flows.same')}</p>
  return (
    <ol className={css.changes} data-testid="flow-changes">
      {changes.map((one) => (
        <li key={one.node} data-mark={one.what}>
          <button onClick={() => onJump(one.node)}>
            <b>{one.node ? nameOf(one.node) : t('flows.flowItself')}</b>
            <span>{t(`flows.mark.${one.what}`)}</span>
          </button>
          {one.changes.map((change) => (
            <dl key={change.field}>
              <dt>{words.field(change.field)}</dt>
              <dd className={css.before}>{shown(change.before)}</dd>
              <dd className={css.after}>{shown(change.after)}</dd>
            </dl>
          ))}
        </li>
      ))}
    </ol>
  )
}

interface Props {
  flow: string
  before: string
  after: string
  versions: readonly { value: string; label: string }[]
  kinds: readonly NodeKind[]
  onChoose: (before: string, after: string) => void
}

/** What differs between two versions, drawn and told. */
export function Compare({ flow, before, after, versions, kinds, onChoose }: Props) {
  const { t } = useTranslation()
  const words = useFlowWords()
  const { data } = useQuery(comparisonQuery(flow, before, after))
  const [focus, setFocus] = useState<{ ids: string[] }>()
  const marks = useMemo(() => new Map<string, Mark>((data?.nodes ?? []).map((one) => [one.node, one.what])), [data])
  const both = useMemo(() => data && together(data.before, data.after), [data])
  const nameOf = (id: string) => {
    const node = both?.nodes.find((one) => one.id === id)
    return node ? words.node(node) : id
  }
  return (
    <>
      <div className={css.stage}>
        {both ? (
          <Canvas flow={both} kinds={kinds} marks={marks} focus={focus} editable={false} onSelect={() => undefined} label={t('flows.compareWith')} />
        ) : (
          <Loading label={t('part.loading')} />
        )}
      </div>
      <aside className={css.side} aria-label={t('flows.compareWith')}>
        <div className={css.pick}>
          <Select aria-label={t('flows.beforeVersion')} value={before} options={[...versions]} onChange={(one) => onChoose(one, after)} />
          <span aria-hidden>→</span>
          <Select aria-label={t('flows.afterVersion')} value={after} options={[...versions]} onChange={(one) => onChoose(before, one)} />
        </div>
        {data && <Changes changes={data.nodes} nameOf={nameOf} onJump={(id) => id && setFocus({ ids: [id] })} />}
      </aside>
    </>
  )
}
