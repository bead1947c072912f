import { Popover } from 'antd'
import { lazy, Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useSession } from '../api/session'
import { Loading } from '../design/Placeholders'
import css from './MeMenu.module.css'

const MePanel = lazy(() => import('./MePanel'))

/** One or two characters for a person: the given name of a Chinese name, the first of a longer title, the initials of another. */
function initials(name: string): string {
  if (/\p{Script=Han}/u.test(name)) return name.length > 4 ? name.slice(0, 1) : name.slice(-2)
  return name
    .split(/\s+/)
    .map((part) => part.charAt(0))
    .slice(0, 2)
    .join('')
    .toUpperCase()
}

/** Me. */
export function MeMenu() {
  const { t } = useTranslation()
  const { user } = useSession()
  const [open, setOpen] = useState(false)
  const panel = (
    <Suspense fallback={<Loading label={t('part.loading')} lines={4} />}>
      <MePanel onClose={() => setOpen(false)} />
    </Suspense>
  )
  return (
    <Popover
      trigger="click"
      placement="bottomRight"
      arrow={false}
      destroyOnHidden
      open={open}
      onOpenChange={setOpen}
      content={panel}
    >
      <button type="button" className={css.me} data-testid="me-menu" data-tour="me" title={t('bar.me')}>
        <span className={css.face} aria-hidden>
          {initials(user.display_name)}
        </span>
        <span className={css.name}>{user.display_name}</span>
      </button>
    </Popover>
  )
}
