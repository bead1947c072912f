import { Ear, MessageSquareText, Users, X } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useSession } from '../api/session'
import { supervise, type MonitorMode } from '../api/supervise'
import { notify } from '../design/notices'
import { hear } from '../live/topics'
import { attempt } from './acts'
import css from './MonitorBar.module.css'

interface Monitoring {
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

const modes = [
  { mode: 'listen', icon: Ear, permission: 'supervise.listen' },
  { mode: 'whisper', icon: MessageSquareText, permission: 'supervise.whisper' },
] as const

/** Whom I hear, who hears me, and how to change it; above the dock on every page. */
export function MonitorBar() {
  const { t } = useTranslation()
  const { monitoring, leaving } = useMonitoring()
  const { permissions } = useSession()
  if (!monitoring) return null
  const { interaction, agent, agent_name: name, mode } = monitoring
  const leave = (act: Promise<unknown>) => {
    leaving()
    void attempt(act)
  }
  return (
    <section className={css.bar} data-testid="monitor-bar" data-mode={mode} aria-label={t('supervise.monitoring')}>
      <p role="status">
        <b>{t(`supervise.hears_${mode}`, { agent: name })}</b> {t(`supervise.heard_${mode}`, { agent: name })}
      </p>
      <div className={css.keys}>
        {modes.map(
          ({ mode: one, icon: Icon, permission }) =>
            permissions.includes(permission) && (
              <button
                key={one}
                type="button"
                aria-pressed={mode === one}
                data-testid={`monitor-${one}`}
                onClick={() => void attempt(supervise.monitor(interaction, agent, one))}
              >
                <Icon size={15} aria-hidden /> {t(`supervise.act_${one}`)}
              </button>
            ),
        )}
        {permissions.includes('supervise.barge') && (
          <button type="button" data-testid="monitor-barge" onClick={() => leave(supervise.barge(interaction))}>
            <Users size={15} aria-hidden /> {t('supervise.act_barge')}
          </button>
        )}
        <button type="button" data-testid="monitor-stop" onClick={() => leave(supervise.monitor(interaction, agent, 'off'))}>
          <X size={15} aria-hidden /> {t('supervise.stop')}
        </button>
      </div>
    </section>
  )
}
