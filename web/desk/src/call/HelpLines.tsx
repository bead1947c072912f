import { LifeBuoy } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { supervise } from '../api/supervise'
import type { HelpRequest } from '../api/types'
import { Timer } from '../record/Timer'
import { attempt } from './acts'
import { useHelpWanted } from './help'
import css from './HelpLines.module.css'

function Line({ wanted }: { wanted: HelpRequest }) {
  const { t } = useTranslation()
  return (
    <li className={css.line} data-testid="help-wanted" data-agent={wanted.agent}>
      <LifeBuoy size={16} aria-hidden />
      <p>
        <b>{t('supervise.wantsHelp', { agent: wanted.agent_name })}</b> {wanted.text}
      </p>
      <Timer since={wanted.at} />
      {wanted.interaction && (
        <Link to={`/supervise/${encodeURIComponent(wanted.interaction)}`}>{t('supervise.showCall')}</Link>
      )}
      <button type="button" data-testid="help-see" onClick={() => void attempt(supervise.seeHelp(wanted.id))}>
        {t('supervise.seeHelp')}
      </button>
    </li>
  )
}

/** Agents who ask for help, longest first; on every page of those who can give it. */
export default function HelpLines() {
  const { t } = useTranslation()
  const wanted = useHelpWanted()
  if (wanted.length === 0) return null
  return (
    <ul className={css.lines} role="status" aria-label={t('supervise.help')}>
      {wanted.map((one) => (
        <Line key={one.id} wanted={one} />
      ))}
    </ul>
  )
}
