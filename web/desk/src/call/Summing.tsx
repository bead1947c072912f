import { Button } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Draft, Interaction } from '../api/types'
import { useChoices } from '../record/useChoices'
import { finishWrapUp, sumUp } from './acts'
import { DispositionPicker } from './DispositionPicker'
import { draftOf, setDraft, useDrafts } from './drafts'
import css from './Summing.module.css'

type Summed = Pick<Interaction, 'id' | 'state' | 'disposition' | 'note' | 'draft'>

/** How the agent sums the contact up: a disposition and a note, kept as they are made. */
export function Summing({ contact }: { contact: Summed }) {
  const { t } = useTranslation()
  const kept = useDrafts(({ drafts }) => drafts[contact.id])
  const { dispositions } = useChoices()
  const [finishing, setFinishing] = useState(false)
  const draft = draftOf(contact, kept)
  const ended = contact.state === 'ended'
  const change = (part: Partial<Draft>) => setDraft(contact.id, { ...draft, ...part })
  const finish = async () => {
    setFinishing(true)
    await (ended ? sumUp(contact.id) : finishWrapUp(contact.id))
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
        {(ended || contact.state === 'wrap-up') && (
          <Button
            type="primary"
            loading={finishing}
            data-testid={ended ? 'sum-up' : 'wrap-up-finish'}
            onClick={() => void finish()}
          >
            {finishing ? t('call.finishing') : t(ended ? 'customer.save' : 'call.finish')}
          </Button>
        )}
      </footer>
    </section>
  )
}
