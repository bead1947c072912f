import { useQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { explain } from '../../api/explain'
import { journalQuery } from '../../api/lists'
import type { InteractionDetail, JournalEntry, Named } from '../../api/types'
import { Failure, Loading } from '../../design/Placeholders'
import { useLive } from '../../live/store'
import { useCause } from '../../record/EarlierList'
import { useFact } from '../../record/facts'
import { useDispositionName } from '../../record/useChoices'
import { useFormats } from '../../words/format'
import { eventName, filling, sentence, turningPoints, type Words } from './journal'
import css from './Journal.module.css'

function useWords(detail: InteractionDetail): Words {
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

function Entry({ entry, words, detail }: { entry: JournalEntry; words: Words; detail: InteractionDetail }) {
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

/** What happened, in words, in order. */
export function Journal({ detail }: { detail: InteractionDetail }) {
  const { t } = useTranslation()
  const { data, isPending, error, refetch } = useQuery(journalQuery(detail.id))
  const words = useWords(detail)
  if (isPending) return <Loading label={t('part.loading')} />
  if (!data) {
    return (
      <Failure title={t('problem.load')} help={explain(error)}>
        <Button onClick={() => void refetch()}>{t('problem.retry')}</Button>
      </Failure>
    )
  }
  if (data.length === 0) return <p>{t('journal.none')}</p>
  return (
    <ol className={css.journal} data-testid="journal">
      {data.map((entry) => (
        <Entry key={entry.position} entry={entry} words={words} detail={detail} />
      ))}
    </ol>
  )
}
