import { lazy, Suspense } from 'react'
import { useTranslation } from 'react-i18next'
import { Outlet, useLocation } from 'react-router'
import { usePermission, useSession } from '../api/session'
import { Dock } from '../call/Dock'
import { CompanyPlace } from '../call/CompanyPlace'
import { DuePlace } from '../call/DuePlace'
import { OfferCard } from '../call/OfferCard'
import { Problems } from '../call/Problems'
import { useConnection, useTelephone } from '../call/useDesk'
import { MonitorPlace } from '../call/MonitorPlace'
import { Loading } from '../design/Placeholders'
import { useTour } from '../design/tour'
import { Bar } from './Bar'
import css from './Frame.module.css'
import { NoticeLine } from './NoticeLine'
import { PageBoundary } from './PageBoundary'
import { Rail } from './Rail'

const HelpLines = lazy(() => import('../call/HelpLines'))
const Notices = lazy(() => import('./Notices'))
const Tour = lazy(() => import('./Tour'))

/** What stays while pages change: bar, rail, and the telephone. */
export function Frame() {
  const { t } = useTranslation()
  const { agent } = useSession()
  const helps = usePermission('supervise.view')
  const { pathname } = useLocation()
  const tour = useTour((state) => state.tour)
  useConnection()
  const takeOver = useTelephone()
  return (
    <div className={css.frame}>
      <a className={css.skip} href="#page">
        {t('nav.skip')}
      </a>
      <Bar />
      <Suspense fallback={null}>
        <Notices />
      </Suspense>
      <Rail />
      <main className={css.main} id="page" tabIndex={-1}>
        <div className={css.page}>
          <PageBoundary key={pathname.split('/')[1]}>
            <Suspense fallback={<Loading label={t('part.loading')} lines={10} />}>
              <Outlet />
            </Suspense>
          </PageBoundary>
        </div>
      </main>
      <div className={css.foot}>
        <NoticeLine />
        {agent && <OfferCard />}
        {agent && <DuePlace />}
        <Problems onTakeOver={takeOver} />
        <Suspense fallback={null}>{helps && <HelpLines />}</Suspense>
        {agent && <MonitorPlace />}
        {agent && <CompanyPlace />}
        {agent && <Dock />}
      </div>
      {tour && (
        <Suspense fallback={null}>
          <Tour key={tour} kind={tour} />
        </Suspense>
      )}
    </div>
  )
}
