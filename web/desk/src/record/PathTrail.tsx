import { ChevronRight } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { Interaction, PathStep } from '../api/types'
import { duration, useFormats } from '../words/format'
import { Timer } from './Timer'
import css from './PathTrail.module.css'

type Travelled = Pick<Interaction, 'path' | 'queue' | 'queued_at' | 'connected_at' | 'ended_at'>

/** Kinds of step that only the flow's author cares for; the journal has them. */
const inner = new Set(['play', 'say', 'look-up', 'condition', 'hours', 'set', 'queue', 'hang-up'])

/** What the caller chose, entered, or came into. */
export const told = ({ kind, detail }: PathStep): boolean => Boolean(detail.key ?? detail.digits) || !inner.has(kind)

function Steps({ steps }: { steps: readonly PathStep[] }) {
  const { name } = useFormats()
  return steps.map((step, index) => (
    <li key={`${step.node} ${index}`}>
      {step.detail.key && <kbd>{step.detail.key}</kbd>}
      <span>{name(step.label) || step.node}</span>
      {step.detail.digits && <b>{step.detail.digits}</b>}
      <ChevronRight size={12} aria-hidden />
    </li>
  ))
}

/** The way that the caller came: menu, keys, how long in the queue, and what came after the talk. */
export function PathTrail({ contact }: { contact: Travelled }) {
  const { t } = useTranslation()
  const { name } = useFormats()
  const { queue, queued_at: queued } = contact
  const waitedUntil = contact.connected_at ?? contact.ended_at
  const steps = contact.path.filter(told)
  const later = queue && queued !== null ? steps.filter(({ at }) => at > queued) : []
  return (
    <ol className={css.trail} aria-label={t('call.path')} data-testid="path">
      <Steps steps={steps.slice(0, steps.length - later.length)} />
      {queue && queued !== null && (
        <li>
          <span>{name(queue.name)}</span>
          <b>{waitedUntil ? duration(waitedUntil - queued) : <Timer since={queued} />}</b>
          <ChevronRight size={12} aria-hidden />
        </li>
      )}
      <Steps steps={later} />
    </ol>
  )
}
