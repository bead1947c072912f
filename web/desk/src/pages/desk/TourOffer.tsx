import { Button } from 'antd'
import { Compass } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { usePermission, useSession } from '../../api/session'
import { useToured } from '../../call/toured'
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
  const { toured, keep } = useToured()
  const tour = useOwnTour()
  if (toured !== false || !tour) return null
  const decide = (takes: boolean) => {
    keep()
    if (takes) startTour(tour)
  }
  return (
    <aside className={css.offer} data-testid="tour-offer" aria-label={t('tour.offer')}>
      <Compass size={20} strokeWidth={1.5} aria-hidden />
      <p>
        <b>{t('tour.offer')}</b> {t(tour === 'admin' ? 'tour.adminOfferHelp' : 'tour.offerHelp')}
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
