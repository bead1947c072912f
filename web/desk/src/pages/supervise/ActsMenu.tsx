import { Dropdown } from 'antd'
import { Ellipsis } from 'lucide-react'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { actsOn, type Act } from './acts'
import type { Seat } from './agents'
import css from './AgentTile.module.css'
import { useMe } from './useActing'

interface Props {
  seat: Seat
  onAct: (act: Act, seat: Seat) => void
  /** Told when the menu opens and closes. */
  onOpen: (open: boolean) => void
}

/** Everything that may be done with an agent; what cannot be taken back is asked twice. */
export function ActsMenu({ seat, onAct, onOpen }: Props) {
  const { t } = useTranslation()
  const me = useMe()
  const [sure, setSure] = useState<string | null>(null)
  const [open, setOpen] = useState(false)
  const possible = actsOn(seat, me)
  const show = (wanted: boolean) => {
    setOpen(wanted)
    setSure(null)
  }
  useEffect(() => {
    if (!open) return undefined
    onOpen(true)
    return () => onOpen(false)
  }, [open, onOpen])
  if (possible.length === 0) return null
  const items = possible.map(({ id, icon: Icon, key, grave }) => ({
    key: id,
    icon: <Icon size={15} aria-hidden />,
    danger: grave ?? false,
    label: (
      <span className={css.item} data-testid={`act-${id}`}>
        {t(sure === id ? `supervise.sure_${id as 'release'}` : `supervise.act_${id}`)}
        <kbd>{key === 'Enter' ? '↵' : key}</kbd>
      </span>
    ),
  }))
  const choose = (id: string) => {
    const act = possible.find((one) => one.id === id)
    if (!act) return
    if (act.grave && sure !== id) {
      setSure(id)
      return
    }
    show(false)
    onAct(act, seat)
  }
  return (
    <Dropdown
      autoFocus
      trigger={['click']}
      open={open}
      onOpenChange={(wanted, { source }) => {
        if (source !== 'menu') show(wanted)
      }}
      menu={{ items, onClick: ({ key }) => choose(key) }}
      placement="bottomRight"
    >
      <button
        type="button"
        className={css.more}
        tabIndex={-1}
        data-testid="agent-acts"
        aria-label={t('supervise.acts', { agent: seat.agent.name })}
        onClick={(event) => event.stopPropagation()}
      >
        <Ellipsis size={16} aria-hidden />
      </button>
    </Dropdown>
  )
}
