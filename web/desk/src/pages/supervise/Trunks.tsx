import { CircleAlert, CircleCheck, CircleHelp, LoaderCircle, type LucideIcon } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { BoardTrunk } from '../../api/supervise'
import { useFormats } from '../../words/format'
import { useBoardStore } from './board'
import css from './Trunks.module.css'

const icons: Record<BoardTrunk['condition'], LucideIcon> = {
  loading: LoaderCircle,
  ready: CircleCheck,
  unreachable: CircleAlert,
  rejected: CircleAlert,
  registering: LoaderCircle,
  unwatched: CircleHelp,
}

/** The lines to the outside: whether they answer, how fast, and the calls on them. */
export function Trunks() {
  const { t } = useTranslation()
  const { name } = useFormats()
  const { trunks, lines } = useBoardStore()
  if (trunks.length === 0) return null
  return (
    <ul className={css.trunks} aria-label={t('supervise.trunks')}>
      {trunks.map((trunk) => {
        const Icon = icons[trunk.condition]
        return (
          <li key={trunk.id} data-testid="board-trunk" data-trunk={trunk.id} data-condition={trunk.condition}>
            <Icon size={14} aria-hidden />
            <b>{name(lines[trunk.id]) || trunk.id}</b>
            <span>
              {name(trunk.says)}
              {trunk.round_trip !== null && ` · ${t('supervise.milliseconds', { ms: Math.max(1, Math.round(trunk.round_trip)) })}`}
            </span>
            <span className={css.calls}>{t('supervise.trunkCalls', { in: trunk.calls_in, out: trunk.calls_out })}</span>
          </li>
        )
      })}
    </ul>
  )
}
