import { Button } from 'antd'
import { Coffee, Headset, Power } from 'lucide-react'
import { lazy, Suspense } from 'react'
import { useTranslation } from 'react-i18next'
import { agent as agentApi } from '../../api/agent'
import { usePermission, useSession } from '../../api/session'
import { attempt } from '../../call/acts'
import { Empty, Loading } from '../../design/Placeholders'
import { useLive } from '../../live/store'
import { QueueGlance } from './QueueGlance'
import css from './Idle.module.css'

const TourOffer = lazy(() => import('./TourOffer'))
const Planned = lazy(() => import('../../call/Planned'))

function Words() {
  const { t } = useTranslation()
  const { agent: seat } = useSession()
  const agent = useLive((live) => live.agent)
  const known = useLive((live) => live.known)
  if (!seat) return <Empty icon={Headset} title={t('inbox.idleNoAgent')} help={t('inbox.idleNoAgentHelp')} />
  if (!agent || !known) return <Loading label={t('connection.connecting')} lines={3} />
  if (agent.state === 'signed-out') {
    return <Empty icon={Power} title={t('inbox.idleSignedOut')} help={t('inbox.idleSignedOutHelp')} />
  }
  if (agent.state === 'not-ready') {
    return (
      <Empty icon={Coffee} title={t('inbox.idleNotReady')} help={t('inbox.idleNotReadyHelp')}>
        <Button type="primary" onClick={() => void attempt(agentApi.ready())}>
          {t('inbox.goReady')}
        </Button>
      </Empty>
    )
  }
  return <Empty icon={Headset} title={t('inbox.idleReady')} help={t('inbox.idleReadyHelp')} />
}

/** Between two calls: what comes next, and how the queues are. */
export function Idle() {
  const { agent: seat } = useSession()
  const works = usePermission('agent.work')
  return (
    <div className={css.idle}>
      <Words />
      {seat && (
        <Suspense fallback={null}>
          <Planned />
        </Suspense>
      )}
      <QueueGlance />
      {works && (
        <Suspense fallback={null}>
          <TourOffer />
        </Suspense>
      )}
    </div>
  )
}
