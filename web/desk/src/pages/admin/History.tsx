import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Button } from 'antd'
import { Undo2 } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { historyQuery, undo } from '../../api/admin'
import type { Change } from '../../api/adminTypes'
import { notify } from '../../design/notices'
import { Loading } from '../../design/Placeholders'
import { NotLoaded } from '../../record/NotLoaded'
import { useFormats } from '../../words/format'
import { differences, said, titleOf, type Difference } from './differences'
import css from './History.module.css'
import { Refusal } from './Problem'
import { useSaying } from './saying'
import { useActor, useWords } from './words'

export function Differences({ found }: { found: readonly Difference[] }) {
  const { fieldName } = useWords()
  const saying = useSaying()
  return (
    <dl className={css.differences}>
      {found.map(({ path, before, after }) => (
        <div key={path}>
          <dt>{titleOf(path).map(([key, owner]) => (owner ? saying.choice(key, owner) : fieldName(key))).join(' · ')}</dt>
          <dd>
            {before !== undefined && <del>{said(before, path, saying)}</del>}
            {after !== undefined && <ins>{said(after, path, saying)}</ins>}
          </dd>
        </div>
      ))}
    </dl>
  )
}

function verb(change: Change): string {
  if (change.type === 'PasswordSet' || change.type.startsWith('SecondFactor')) return `event_${change.type}`
  if (change.after === null) return 'removed'
  return change.before === null ? 'added' : 'changed'
}

interface EntryProps {
  change: Change
  mayUndo: boolean
  busy: boolean
  onUndo: (change: Change) => void
}

function Entry({ change, mayUndo, busy, onUndo }: EntryProps) {
  const { t } = useTranslation()
  const { word } = useWords()
  const { full } = useFormats()
  const actor = useActor()
  return (
    <li data-testid="change">
      <p className={css.line}>
        <b>{actor(change.actor_name)}</b> {word(verb(change))}
        <time dateTime={new Date(change.at).toISOString()}>{full(change.at)}</time>
        {mayUndo && (
          <Button size="small" type="text" icon={<Undo2 size={14} />} disabled={busy} data-testid="undo" onClick={() => onUndo(change)}>
            {t('admin.undo')}
          </Button>
        )}
      </p>
      {change.after !== null && <Differences found={differences(change.before, change.after)} />}
    </li>
  )
}

interface Props {
  /** The thing's address below `/api`. */
  path: string
  mayEdit: boolean
  /** The first change made it; where it cannot be unmade, there is no undoing that. */
  removable?: boolean
}

/** Who changed what when, and back. */
export function History({ path, mayEdit, removable = true }: Props) {
  const { t } = useTranslation()
  const client = useQueryClient()
  const query = useQuery(historyQuery(path))
  const { data, isPending } = query
  const back = useMutation({
    mutationFn: (change: Change) => undo(path, change.position),
    onSuccess: () => {
      notify(t('admin.undone'), 'good')
      void client.invalidateQueries()
    },
  })
  if (isPending) return <Loading label={t('part.loading')} />
  if (!data) return <NotLoaded query={query} />
  const undoable = (change: Change) => mayEdit && (removable || change.before !== null) && change.type !== 'PasswordSet'
  return (
    <div className={css.history}>
      <Refusal error={back.error} />
      {data.length === 0 && <p className={css.none}>{t('admin.noHistory')}</p>}
      <ol>
        {data.map((change) => (
          <Entry key={change.position} change={change} mayUndo={undoable(change)} busy={back.isPending} onUndo={back.mutate} />
        ))}
      </ol>
    </div>
  )
}
