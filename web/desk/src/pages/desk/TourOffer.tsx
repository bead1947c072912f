import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Button } from 'antd'
import { Compass } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { preferencesQuery } from '../../api/calls'
import { usePermission, useSession } from '../../api/session'
import { prefer, usePreferences } from '../../call/preferences'
import { startTour, type TourKind } from '../../design/tour'
import { learn } from '../../words'
import css from './TourOffer.module.css'

await learn('tour')

/** Which tour is for this person, if any. */
function useOwnTour(): TourKind | null {
  const { agent } = useSession()
  const configures = usePermission('settings.view')
  if (agent) return 'agent'
  return configures ? 'admin' : null
}

/** Offers the tour to somebody new, until it is taken or declined. */
export default function TourOffer() {
  const { t } = useTranslation()
  const client = useQueryClient()
  const { data: kept } = useQuery(preferencesQuery)
  const tour = useOwnTour()
  if (!kept || kept.toured || !tour) return null
  const decide = (takes: boolean) => {
    client.setQueryData(preferencesQuery.queryKey, { ...kept, toured: true })
    usePreferences.setState(kept)
    void prefer({ toured: true })
    if (takes) startTour(tour)
  }
  return (
    <aside className={css.offer} data-testid="tour-offer" aria-label={t('tour.offer')}>
      <Compass size={20} strokeWidth={1.5} aria-hidden />
      <p>
        <b>{t('tour.offer')}</b> {t('tour.offerHelp')}
      </p>
      <Button size="small" type="primary" data-testid="tour-start" onClick={() => decide(true)}>
        {t('tour.start')}
      </Button>
      <Button size="small" type="text" data-testid="tour-decline" onClick={() => decide(false)}>
        {t('tour.decline')}
      </Button>
    </aside>
  )
}
