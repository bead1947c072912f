import { Select } from 'antd'
import { FileClock, MonitorSmartphone, ShieldCheck, SlidersHorizontal, UserCog, UsersRound, type LucideIcon } from 'lucide-react'
import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { Navigate, NavLink, useNavigate, useParams } from 'react-router'
import { useSession } from '../../api/session'
import { learn } from '../../words'
import css from './Admin.module.css'
import { ChangesSection } from './ChangesSection'
import { kinds } from './kinds'
import { KindSection } from './KindSection'
import { OptionsSection } from './OptionsSection'
import { RolesSection } from './RolesSection'
import { SecuritySection } from './SecuritySection'
import { SessionsSection } from './SessionsSection'
import { UsersSection } from './UsersSection'
import { useWords } from './words'

await learn('admin')

interface Place {
  id: string
  icon: LucideIcon
  permission: string
}

const ofKind = (name: string): Place => ({
  id: name,
  icon: kinds.find((kind) => kind.name === name)?.icon ?? SlidersHorizontal,
  permission: 'settings.view',
})

const groups: readonly { id: string; places: readonly Place[] }[] = [
  { id: 'centre', places: [{ id: 'options', icon: SlidersHorizontal, permission: 'settings.view' }, ofKind('site'), { id: 'changes', icon: FileClock, permission: 'settings.view' }] },
  {
    id: 'people',
    places: [
      { id: 'users', icon: UserCog, permission: 'users.view' },
      ofKind('team'),
      { id: 'roles', icon: UsersRound, permission: 'users.view' },
      { id: 'security', icon: ShieldCheck, permission: 'users.view' },
      { id: 'sessions', icon: MonitorSmartphone, permission: 'users.edit' },
    ],
  },
  { id: 'routing', places: ['queue', 'skill', 'schedule', 'mailbox'].map(ofKind) },
  { id: 'lines', places: ['number', 'trunk'].map(ofKind) },
  { id: 'work', places: ['disposition', 'reason'].map(ofKind) },
]

function Section({ section, id, onOpen }: { section: string; id: string | undefined; onOpen: (id?: string) => void }) {
  const kind = kinds.find((one) => one.name === section)
  if (kind) return <KindSection key={section} kind={kind} id={id} onOpen={onOpen} />
  switch (section) {
    case 'users':
      return <UsersSection id={id} onOpen={onOpen} />
    case 'roles':
      return <RolesSection id={id} onOpen={onOpen} />
    case 'sessions':
      return <SessionsSection />
    case 'security':
      return <SecuritySection />
    case 'changes':
      return <ChangesSection />
    default:
      return <OptionsSection />
  }
}

/** Everything that is configured, by a list of what there is. */
export default function SettingsPage() {
  const { t } = useTranslation()
  const { word } = useWords()
  const { section, id } = useParams()
  const navigate = useNavigate()
  const menu = useRef<HTMLElement>(null)
  useEffect(() => {
    menu.current?.querySelector('[aria-current="page"]')?.scrollIntoView({ block: 'nearest' })
  }, [section])
  const { permissions } = useSession()
  const seen = groups
    .map((group) => ({ ...group, places: group.places.filter((place) => permissions.includes(place.permission)) }))
    .filter((group) => group.places.length > 0)
  const places = seen.flatMap((group) => group.places)
  const first = places[0]?.id ?? 'options'
  if (!section || !places.some((place) => place.id === section)) return <Navigate to={`/settings/${first}`} replace />
  const open = (next?: string) => void navigate(`/settings/${section}${next ? `/${encodeURIComponent(next)}` : ''}`)
  return (
    <div className={css.page}>
      <nav ref={menu} className={css.menu} aria-label={t('admin.title')}>
        {seen.map((group) => (
          <div key={group.id}>
            <h2>{word(`group_${group.id}`)}</h2>
            <ul>
              {group.places.map(({ id: place, icon: Icon }) => (
                <li key={place}>
                  <NavLink to={`/settings/${place}`} className={css.place} data-testid={`settings-${place}`}>
                    <Icon size={16} strokeWidth={1.75} aria-hidden />
                    {word(`kind_${place}`)}
                  </NavLink>
                </li>
              ))}
            </ul>
          </div>
        ))}
      </nav>
      <div className={css.narrowMenu}>
        <Select
          aria-label={t('admin.title')}
          value={section}
          onChange={(next: string) => void navigate(`/settings/${next}`)}
          options={seen.map((group) => ({
            label: word(`group_${group.id}`),
            options: group.places.map((place) => ({ value: place.id, label: word(`kind_${place.id}`) })),
          }))}
        />
      </div>
      <Section section={section} id={id} onOpen={open} />
    </div>
  )
}
