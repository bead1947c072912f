import { useTranslation } from 'react-i18next'
import type { JournalEntry, Named, QueueRef } from '../api/types'
import { useLive } from '../live/store'
import { useCause } from './EarlierList'
import { useFact } from './facts'
import { useDispositionName } from './useChoices'
import { learn } from '../words'
import { useFormats } from '../words/format'
import { eventName, filling, sentence, turningPoints, type Told, type Words } from './journal'
import css from './JournalLines.module.css'

await learn('journal')

type Contact = Told & { queue: QueueRef | null }

function useWords(detail: Contact): Words {
  const { t } = useTranslation()
  const { name } = useFormats()
  const cause = useCause()
  const disposition = useDispositionName()
  const fact = useFact()
  const queues = useLive((live) => live.queues)
  const named = [...queues, ...(detail.queue ? [detail.queue] : [])]
  return {
    name: (value) => name(value as Partial<Named> | undefined),
    cause,
    fact,
    disposition: (id) => id && disposition(id),
    language: (language) =>
      t(`interactions.language_${language}` as 'interactions.language_zh', { defaultValue: language }),
    queue: (id) => name(named.find((queue) => queue.id === id)?.name) || id,
  }
}

function Entry({ entry, words, detail }: { entry: JournalEntry; words: Words; detail: Contact }) {
  const { t, i18n } = useTranslation()
  const { time } = useFormats()
  const key = `journal.${sentence(entry)}`
  const known = i18n.exists(key)
  return (
    <li data-turn={turningPoints.has(eventName(entry.type)) || undefined} data-type={entry.type}>
      <time dateTime={new Date(entry.at).toISOString()}>{time(entry.at)}</time>
      <span>
        {known
          ? t(key as 'journal.flow-stepped', filling(entry, detail, words) as { label: string })
          : t('journal.unknown', { type: entry.type })}
      </span>
    </li>
  )
}

/** What happened to a contact, in words, in order. */
export function JournalLines({ entries, detail }: { entries: readonly JournalEntry[]; detail: Contact }) {
  const words = useWords(detail)
  return (
    <ol className={css.journal} data-testid="journal">
      {entries.map((entry) => (
        <Entry key={entry.position} entry={entry} words={words} detail={detail} />
      ))}
    </ol>
  )
}
