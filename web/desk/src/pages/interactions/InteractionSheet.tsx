import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { interactionQuery } from '../../api/lists'
import type { InteractionDetail } from '../../api/types'
import { useDrafts } from '../../call/drafts'
import { Summing } from '../../call/Summing'
import { Loading } from '../../design/Placeholders'
import { Sheet } from '../../design/Sheet'
import { NotLoaded } from '../../record/NotLoaded'
import { FactList } from '../../record/FactList'
import { PathTrail } from '../../record/PathTrail'
import { ScreenCaller } from '../../record/ScreenCaller'
import { Vip } from '../../record/Vip'
import css from './InteractionSheet.module.css'
import { Journal } from './Journal'
import { Ratings } from './Ratings'
import { Recordings } from './Recordings'
import { Segments } from './Segments'
import { Summary } from './Summary'

function Details({ detail }: { detail: InteractionDetail }) {
  const { t } = useTranslation()
  // A note that could not be saved with the wrap-up is finished here.
  const unsaved = useDrafts(({ drafts }) => detail.id in drafts)
  return (
    <div className={css.details} data-testid="interaction-detail">
      <Summary detail={detail} />
      <ScreenCaller number={detail.direction === 'in' ? detail.caller : detail.called} />
      {detail.ratings.length > 0 && (
        <section>
          <h3>{t('rating.title')}</h3>
          <Ratings ratings={detail.ratings} />
        </section>
      )}
      {unsaved && <Summing contact={detail} />}
      <section>
        <h3>{t('interactions.recordings')}</h3>
        <Recordings recordings={detail.recordings} />
      </section>
      {detail.path.length > 0 && (
        <section>
          <h3>{t('call.path')}</h3>
          <PathTrail contact={detail} />
        </section>
      )}
      {detail.facts.length > 0 && (
        <section>
          <h3>{t('call.facts')}</h3>
          <FactList facts={detail.facts} />
        </section>
      )}
      {detail.segments.length > 0 && (
        <section>
          <h3>{t('interactions.segments')}</h3>
          <Segments segments={detail.segments} />
        </section>
      )}
      <section>
        <h3>{t('interactions.journal')}</h3>
        <Journal detail={detail} />
      </section>
    </div>
  )
}

function Content({ id }: { id: string }) {
  const { t } = useTranslation()
  const query = useQuery(interactionQuery(id))
  const { data, isPending } = query
  if (isPending) return <Loading label={t('part.loading')} lines={10} />
  if (!data) return <NotLoaded query={query} />
  return <Details detail={data} />
}

function Title({ id }: { id: string }) {
  const { t } = useTranslation()
  const { data } = useQuery(interactionQuery(id))
  if (!data) return <>{t('interactions.details')}</>
  return (
    <span className={css.title}>
      {data.customer?.name ?? (data.caller_pretty || t('call.anonymous'))}
      {data.customer?.vip ? <Vip /> : null}
    </span>
  )
}

/** One contact, all of it. */
export function InteractionSheet({ id, onClose }: { id: string | undefined; onClose: () => void }) {
  return (
    <Sheet open={id !== undefined} width={620} onClose={onClose} title={id && <Title id={id} />}>
      {id && <Content key={id} id={id} />}
    </Sheet>
  )
}
