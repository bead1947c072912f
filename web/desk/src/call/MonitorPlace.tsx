import { lazy, Suspense, useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { MonitorMode } from '../api/supervise'
import { notify } from '../design/notices'
import { hear } from '../live/topics'

const MonitorBar = lazy(() => import('./MonitorBar'))

/** An agent whom I hear. */
export interface Monitoring {
  interaction: string
  agent: string
  agent_name: string
  mode: MonitorMode
}

interface Said {
  monitoring?: Monitoring | null
}

/** Whom I hear, as the centre says; an end that I did not ask for is said in one line. */
function useMonitoring(): { monitoring: Monitoring | null; leaving: () => void } {
  const { t } = useTranslation()
  const [monitoring, setMonitoring] = useState<Monitoring | null>(null)
  const heard = useRef<Monitoring | null>(null)
  useEffect(() => {
    const take = ({ monitoring: now = null }: Said) => {
      if (heard.current && !now) notify(t('supervise.monitor_over', { agent: heard.current.agent_name }))
      heard.current = now
      setMonitoring(now)
    }
    const stops = (['hello', 'monitoring'] as const).map((topic) => hear(topic, take))
    return () => stops.forEach((stop) => stop())
  }, [t])
  const leaving = () => {
    heard.current = null
  }
  return { monitoring, leaving }
}

/** The monitoring bar, above the dock on every page while I hear somebody. */
export function MonitorPlace() {
  const { monitoring, leaving } = useMonitoring()
  return monitoring ? (
    <Suspense fallback={null}>
      <MonitorBar monitoring={monitoring} leaving={leaving} />
    </Suspense>
  ) : null
}
