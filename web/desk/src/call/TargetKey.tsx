import { Popover } from 'antd'
import type { LucideIcon } from 'lucide-react'
import { lazy, Suspense } from 'react'
import { useTranslation } from 'react-i18next'
import { Loading } from '../design/Placeholders'
import { dialNumber, reach, returnToMenu, ringWhenFree } from './acts'
import { DockKey } from './DockKey'
import type { Option, Purpose, Way } from './targets'

const Targets = lazy(() => import('./Targets'))

function go({ target, title, entry }: Option, way: Way, extension: string): void {
  if (way === 'menu') returnToMenu(entry)
  else if (way === 'dial') void dialNumber(extension)
  else if (way === 'when-free') ringWhenFree({ number: extension, name: typeof title === 'string' ? title : '' })
  else if (target) reach(target, way)
}

interface Props {
  icon: LucideIcon
  label: string
  shortcut: string
  testId: string
  purpose: Purpose
  enabled: boolean
  open: boolean
  onOpen: (open: boolean) => void
}

/** A key of the dock that asks whom. */
export function TargetKey({ icon, label, shortcut, testId, purpose, enabled, open, onOpen }: Props) {
  const { t } = useTranslation()
  const choose = (option: Option, way: Way) => {
    onOpen(false)
    go(option, way, option.kind === 'agent' ? option.detail : (option.target?.id ?? ''))
  }
  const content = (
    <Suspense fallback={<Loading label={t('part.loading')} lines={4} />}>
      <Targets purpose={purpose} onReach={choose} onClose={() => onOpen(false)} />
    </Suspense>
  )
  return (
    <Popover
      open={open && enabled}
      onOpenChange={(next) => !next && onOpen(false)}
      content={content}
      placement="top"
      trigger="click"
      destroyOnHidden
    >
      <span>
        <DockKey
          icon={icon}
          label={label}
          shortcut={shortcut}
          testId={testId}
          disabled={!enabled}
          pressed={open && enabled}
          onPress={() => onOpen(!open)}
        />
      </span>
    </Popover>
  )
}
