import { CheckCircle2, CircleAlert, Info, X } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { dismissNotice, useNotice } from '../design/notices'
import css from './NoticeLine.module.css'

const icons = { plain: Info, good: CheckCircle2, bad: CircleAlert }

/** The last result, as one quiet line. */
export function NoticeLine() {
  const { t } = useTranslation()
  const { notice } = useNotice()
  const Icon = icons[notice?.tone ?? 'plain']
  const act = () => {
    dismissNotice()
    notice?.action?.run()
  }
  return (
    <div className={css.place} role="status" aria-live="polite">
      {notice && (
        <p className={css.line} data-tone={notice.tone} data-testid="notice">
          <Icon size={15} aria-hidden />
          <span>{notice.text}</span>
          {notice.action && (
            <button type="button" className={css.action} data-testid="notice-action" onClick={act}>
              {notice.action.label}
            </button>
          )}
          <button type="button" aria-label={t('part.dismiss')} onClick={dismissNotice}>
            <X size={14} aria-hidden />
          </button>
        </p>
      )}
    </div>
  )
}
