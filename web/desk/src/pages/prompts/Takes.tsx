import { Button } from 'antd'
import { Check, Undo2 } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { PromptSheet, Take } from '../../api/prompts'
import { usePermission } from '../../api/session'
import { useFormats } from '../../words/format'
import css from './Takes.module.css'
import { useVoiceName } from './voices'

/** Where a take comes from. */
export function useOrigin(): (take: Take) => string {
  const { t } = useTranslation()
  const voiceName = useVoiceName()
  return ({ origin, detail }) =>
    t(`prompts.origin.${origin}`, { detail: origin === 'speech' ? voiceName(detail) : detail })
}

interface LineProps {
  take: Take
  shown: boolean
  heard: boolean
  onShow: () => void
}

function TakeLine({ take, shown, heard, onShow }: LineProps) {
  const { t } = useTranslation()
  const { moment } = useFormats()
  const origin = useOrigin()
  const [now] = useState(() => Date.now())
  return (
    <li data-heard={heard || undefined} data-testid="prompt-take">
      <button type="button" className={css.take} aria-current={shown || undefined} onClick={onShow}>
        <b>#{take.number}</b>
        <span className={css.origin}>{origin(take)}</span>
        <span className={css.facts}>{(take.duration / 1000).toFixed(1)} s · {moment(take.created, now)} · {take.author}</span>
        {heard && <span className={css.heard}><Check size={14} aria-hidden /> {t('prompts.heard')}</span>}
      </button>
    </li>
  )
}

interface Props {
  sheet: PromptSheet
  shown: number
  busy: boolean
  onShow: (take: number) => void
  onUse: (take: number) => void
}

/** All takes, each to be looked at; and back to what callers heard before. */
export function Takes({ sheet, shown, busy, onShow, onUse }: Props) {
  const { t } = useTranslation()
  const mayEdit = usePermission('prompts.edit')
  const { before, kind, history } = sheet
  if (history.length === 0) return null
  const canGoBack = mayEdit && before !== null && (before > 0 || kind !== 'named')
  return (
    <section>
      <header className={css.head}>
        <h3>{t('prompts.takes')}</h3>
        {canGoBack && (
          <Button size="small" icon={<Undo2 size={14} />} loading={busy} data-testid="prompt-undo" onClick={() => onUse(before)}>
            {before > 0 ? t('prompts.back', { take: before }) : t('prompts.backToVoice')}
          </Button>
        )}
      </header>
      <ol className={css.takes}>
        {history.map((take) => (
          <TakeLine key={take.number} take={take} shown={take.number === shown} heard={take.number === sheet.current} onShow={() => onShow(take.number)} />
        ))}
      </ol>
    </section>
  )
}
