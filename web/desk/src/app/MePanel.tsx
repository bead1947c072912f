import { useQueryClient } from '@tanstack/react-query'
import { Segmented } from 'antd'
import { Bell, Compass, LogOut, UserRound } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { sessionQuery, signOut, usePermission, useSession } from '../api/session'
import { attempt } from '../call/acts'
import { useSchemeStore, type SchemeChoice } from '../design/scheme'
import { startTour, type TourKind } from '../design/tour'
import { learn, speak, type Language } from '../words'
import { useFormats } from '../words/format'
import css from './MeMenu.module.css'
import { showNotices } from './told'

await learn('notices')

/** Shows around, again and again. */
function TourKey({ tour, label, onClose }: { tour: TourKind; label: string; onClose: () => void }) {
  const start = () => {
    onClose()
    startTour(tour)
  }
  return (
    <button type="button" className={css.leave} data-testid={`tour-${tour}`} onClick={start}>
      <Compass size={15} aria-hidden />
      {label}
    </button>
  )
}

/** Who I am, how the desk looks and speaks, and out. */
export default function MePanel({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation()
  const { user, agent } = useSession()
  const configures = usePermission('settings.view')
  const client = useQueryClient()
  const { choice, choose } = useSchemeStore()
  const { language } = useFormats()
  const leave = async () => {
    if (!(await attempt(signOut()))) return
    client.setQueryData(sessionQuery.queryKey, null)
    client.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== sessionQuery.queryKey[0] })
  }
  const openNotices = () => {
    onClose()
    showNotices(true)
  }
  return (
    <div className={css.panel}>
      <div>
        <b>{user.display_name}</b>
        <p>{[user.username, agent && t('bar.number', agent), agent && t('bar.extension', agent)].filter(Boolean).join(' · ')}</p>
      </div>
      <div className={css.field}>
        <span>{t('bar.language')}</span>
        <Segmented<Language>
          block
          value={language}
          onChange={(next) => void speak(next)}
          options={[
            { value: 'zh', label: '中文' },
            { value: 'en', label: 'English' },
          ]}
        />
      </div>
      <div className={css.field}>
        <span>{t('bar.scheme')}</span>
        <Segmented<SchemeChoice>
          block
          value={choice}
          onChange={choose}
          options={(['light', 'dark', 'system'] as const).map((value) => ({ value, label: t(`bar.${value}`) }))}
        />
      </div>
      {agent && <TourKey tour="agent" label={t('bar.tour')} onClose={onClose} />}
      {configures && <TourKey tour="admin" label={t('bar.adminTour')} onClose={onClose} />}
      <button type="button" className={css.leave} data-testid="day-notices" onClick={openNotices}>
        <Bell size={15} aria-hidden />
        {t('notices.today')}
      </button>
      <Link to="/account" className={css.leave} data-testid="account">
        <UserRound size={15} aria-hidden />
        {t('admin.account')}
      </Link>
      <button type="button" className={css.leave} data-testid="sign-out" onClick={() => void leave()}>
        <LogOut size={15} aria-hidden />
        {t('bar.signOut')}
      </button>
    </div>
  )
}
