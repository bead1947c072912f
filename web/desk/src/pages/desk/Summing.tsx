import { Button } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Interaction } from '../../api/types'
import { finishWrapUp } from '../../call/acts'
import { setDraft, useDrafts, type Draft } from '../../call/drafts'
import { useChoices } from '../../record/useChoices'
import { DispositionPicker } from './DispositionPicker'
import css from './Summing.module.css'

/** How the agent sums the contact up: a disposition and a note, kept as they are made. */
export function Summing({ contact }: { contact: Interaction }) {
  const { t } = useTranslation()
  const kept = useDrafts(({ drafts }) => drafts[contact.id])
  const { dispositions } = useChoices()
  const [finishing, setFinishing] = useState(false)
  const draft: Draft = kept ?? { disposition: contact.disposition, note: contact.note }
  const change = (part: Partial<Draft>) => setDraft(contact.id, { ...draft, ...part })
  const finish = async () => {
    setFinishing(true)
    await finishWrapUp(contact.id)
    setFinishing(false)
  }
  return (
    <section className={css.summing}>
      <h2>{t('call.disposition')}</h2>
      <DispositionPicker all={dispositions} value={draft.disposition} onChange={(disposition) => change({ disposition })} />
      <label className={css.note}>
        <span>{t('call.note')}</span>
        <textarea
          rows={4}
          data-testid="note"
          placeholder={t('call.notePlaceholder')}
          value={draft.note}
          onChange={(event) => change({ note: event.target.value })}
        />
      </label>
      <footer className={css.foot}>
        <span className={css.kept} data-testid="draft-kept">
          {kept && t('call.draftKept')}
        </span>
        {contact.state === 'wrap-up' && (
          <Button
            type="primary"
            loading={finishing}
            data-testid="wrap-up-finish"
            onClick={() => void finish()}
          >
            {finishing ? t('call.finishing') : t('call.finish')}
          </Button>
        )}
      </footer>
    </section>
  )
}
