import { useQueryClient } from '@tanstack/react-query'
import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { sessionQuery, signOut, useSession } from '../../api/session'
import { Mark } from '../../design/Mark'
import { learn } from '../../words'
import { FactorCard, PasswordCard } from './Account'
import css from './Door.module.css'

await learn('admin')

/** What must be done before anything else: a new password, a second factor. */
export default function DutiesPage() {
  const { t } = useTranslation()
  const { user, duties = [] } = useSession()
  const client = useQueryClient()
  const leave = async () => {
    await signOut()
    client.setQueryData(sessionQuery.queryKey, null)
  }
  return (
    <main className={css.page}>
      <div className={css.column}>
        <header className={css.head}>
          <Mark size={40} />
          <div>
            <h1>{t('admin.dutyTitle', { name: user.display_name })}</h1>
            <p>{t('admin.dutyHelp')}</p>
          </div>
        </header>
        {duties.includes('password') ? <PasswordCard /> : <FactorCard />}
        <Button type="text" onClick={() => void leave()}>
          {t('bar.signOut')}
        </Button>
      </div>
    </main>
  )
}
