import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import type { Session } from '../../api/adminTypes'
import { useFormats } from '../../words/format'
import css from './Admin.module.css'

const browsers: readonly [RegExp, string][] = [
  [/Edg\//, 'Edge'],
  [/Firefox\//, 'Firefox'],
  [/Chrom(e|ium)\//, 'Chrome'],
  [/Safari\//, 'Safari'],
]

/** A browser and its system in two words. */
export function browserOf(agent: string): string {
  const browser = browsers.find(([sign]) => sign.test(agent))?.[1] ?? agent.slice(0, 24)
  const system = /Windows|Android|iPhone|iPad|Mac OS|Linux/.exec(agent)?.[0] ?? ''
  return [browser, system].filter(Boolean).join(' · ')
}

/** Sessions as lines, each with its end. */
export function Sessions({ sessions, onEnd }: { sessions: readonly Session[]; onEnd?: (session: Session) => void }) {
  const { t } = useTranslation()
  const { full } = useFormats()
  return (
    <ul className={css.list}>
      {sessions.map((session) => (
        <li key={session.id} data-testid="session">
          <div>
            <b className={css.name}>{session.user_name || browserOf(session.user_agent)}</b>
            {session.current && (
              <span className={css.tag} data-tone="good">
                {t('admin.thisSession')}
              </span>
            )}
            <p>
              {[session.user_name && browserOf(session.user_agent), session.address, t('admin.since', { at: full(session.created) }), t('admin.lastSeen', { at: full(session.last_seen) })].filter(Boolean).join(' · ')}
            </p>
          </div>
          {!session.current && onEnd && (
            <Button size="small" onClick={() => onEnd(session)}>
              {t('admin.endSession')}
            </Button>
          )}
        </li>
      ))}
    </ul>
  )
}
