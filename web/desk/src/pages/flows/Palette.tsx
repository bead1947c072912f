import { useTranslation } from 'react-i18next'
import type { NodeKind } from '../../api/flows'
import css from './Designer.module.css'
import { lookOf } from './looks'
import { useFlowWords } from './useWords'

/** The kinds of node, to be put into the flow. */
export function Palette({ kinds, onAdd }: { kinds: readonly NodeKind[]; onAdd: (kind: NodeKind) => void }) {
  const { t } = useTranslation()
  const words = useFlowWords()
  return (
    <ul className={css.palette} aria-label={t('flows.palette')}>
      {kinds.map((kind) => {
        const { icon: Icon, colour } = lookOf(kind.kind)
        return (
          <li key={kind.kind}>
            <button onClick={() => onAdd(kind)} data-testid={`add-${kind.kind}`} title={t('flows.addNode', { kind: words.kind(kind.kind) })}>
              <Icon size={16} style={{ color: `color-mix(in srgb, ${colour} 75%, var(--ink))` }} aria-hidden />
              <span>{words.kind(kind.kind)}</span>
            </button>
          </li>
        )
      })}
    </ul>
  )
}
