import { CornerUpLeft, ListOrdered, Phone, User, type LucideIcon } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { StateMark, type ShownState } from '../design/StateMark'
import { Timer } from '../record/Timer'
import { useFormats } from '../words/format'
import type { Option, Way } from './targets'
import css from './Targets.module.css'

const icons: Record<Option['kind'], LucideIcon> = { agent: User, queue: ListOrdered, number: Phone, menu: CornerUpLeft }
const shown = { busy: 'talking' } as const

function How({ option }: { option: Option }) {
  const { t } = useTranslation()
  const { name } = useFormats()
  if (option.state) {
    const state: ShownState = option.state === 'busy' ? shown.busy : option.state
    return (
      <>
        <StateMark state={state} small>
          {t(`state.${state}`)}
        </StateMark>
        {option.since && option.state !== 'signed-out' ? <Timer since={option.since} /> : null}
      </>
    )
  }
  if (option.waiting !== undefined) {
    return (
      <>
        <span>{t('target.waiting', { waiting: option.waiting })}</span>
        {option.longest ? <Timer since={option.longest} /> : null}
      </>
    )
  }
  if (!option.reach) return option.detail === 'last' ? <span>{t('target.last')}</span> : null
  const where = option.area ? name(option.area) : ''
  return <span>{[t(`target.reach_${option.reach}`), where].filter(Boolean).join(' · ')}</span>
}

interface Props {
  option: Option
  id: string
  chosen: boolean
  onPoint: () => void
  onWay: (way: Way) => void
}

/** One whom the call can go to, with what can be done. */
export function TargetRow({ option, id, chosen, onPoint, onWay }: Props) {
  const { t } = useTranslation()
  const { name } = useFormats()
  const Icon = icons[option.kind]
  return (
    <li
      id={id}
      role="option"
      aria-selected={chosen}
      aria-disabled={option.ways.length === 0 || undefined}
      className={css.row}
      data-testid="target"
      data-target={option.key}
      onPointerMove={onPoint}
    >
      <Icon size={16} aria-hidden />
      <span className={css.what}>
        <b>
          {name(option.title) || t('target.menu')}
          {option.kind === 'agent' && <small>{option.detail}</small>}
        </b>
        <span className={css.how}>
          <How option={option} />
        </span>
      </span>
      <span className={css.ways}>
        {option.ways.map((way) => (
          <button key={way} type="button" tabIndex={-1} data-testid={`way-${way}`} onClick={() => onWay(way)}>
            {t(`target.${way === 'menu' ? 'blind' : way}`)}
          </button>
        ))}
        {option.ways.length === 0 && option.kind === 'number' && <em>{t('target.denied')}</em>}
      </span>
    </li>
  )
}
