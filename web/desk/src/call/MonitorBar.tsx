import { Ear, MessageSquareText, Users, X } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { useSession } from '../api/session'
import { supervise } from '../api/supervise'
import { attempt } from './acts'
import css from './MonitorBar.module.css'
import type { Monitoring } from './MonitorPlace'

const modes = [
  { mode: 'listen', icon: Ear, permission: 'supervise.listen' },
  { mode: 'whisper', icon: MessageSquareText, permission: 'supervise.whisper' },
] as const

interface Props {
  monitoring: Monitoring
  /** Its end is asked for. */
  leaving: () => void
}

/** Whom I hear, who hears me, and how to change it. */
export default function MonitorBar({ monitoring, leaving }: Props) {
  const { t } = useTranslation()
  const { permissions } = useSession()
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
