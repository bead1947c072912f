import { Activity, AudioLines, Ban, CalendarDays, Contact, Headset, History, ListOrdered, Settings, Workflow, type LucideIcon } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { NavLink } from 'react-router'
import { usePermission, useSession } from '../api/session'
import css from './Rail.module.css'

function Place({ to, icon: Icon, label }: { to: string; icon: LucideIcon; label: string }) {
  return (
    <li>
      <NavLink to={to} className={css.place} data-testid={`nav-${to.slice(1)}`}>
        <Icon size={19} strokeWidth={1.75} aria-hidden />
        <span>{label}</span>
      </NavLink>
    </li>
  )
}

/** The pages that this person may see. */
export function Rail() {
  const { t } = useTranslation()
  const { agent } = useSession()
  const board = usePermission('supervise.view')
  const queues = usePermission('queues.view')
  const interactions = usePermission('interactions.view')
  const customers = usePermission('customers.view')
  const configuration = usePermission('settings.view')
  const users = usePermission('users.view')
  const screening = usePermission('screening.edit')
  return (
    <nav className={css.rail} aria-label={t('nav.label')}>
      <ul>
        <Place to="/desk" icon={Headset} label={t('nav.desk')} />
        {agent && <Place to="/day" icon={CalendarDays} label={t('nav.day')} />}
        {board && <Place to="/supervise" icon={Activity} label={t('supervise.nav')} />}
        {queues && <Place to="/queues" icon={ListOrdered} label={t('nav.queues')} />}
        {interactions && <Place to="/interactions" icon={History} label={t('nav.interactionsShort')} />}
        {customers && <Place to="/customers" icon={Contact} label={t('nav.customers')} />}
        {screening && <Place to="/screening" icon={Ban} label={t('screening.nav')} />}
        {configuration && <Place to="/flows" icon={Workflow} label={t('nav.flows')} />}
        {configuration && <Place to="/prompts" icon={AudioLines} label={t('nav.prompts')} />}
        {(configuration || users) && <Place to="/settings" icon={Settings} label={t('nav.settings')} />}
      </ul>
    </nav>
  )
}
