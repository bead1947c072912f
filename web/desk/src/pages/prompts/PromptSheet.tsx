import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Button, Input, Popconfirm } from 'antd'
import { Check, Trash2, Undo2 } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { explain } from '../../api/explain'
import { prompts, promptQuery, type PromptLanguage, type PromptSheet as Sheet, type Take } from '../../api/prompts'
import { usePermission } from '../../api/session'
import { notify } from '../../design/notices'
import { Failure, Loading } from '../../design/Placeholders'
import { duration, useFormats } from '../../words/format'
import { Making } from './Making'
import css from './PromptSheet.module.css'
import { Wave } from './Wave'

/** Every change answers with the whole prompt, and callers hear the new one at once. */
export function useMade(language: PromptLanguage, id: string) {
  const client = useQueryClient()
  return (sheet: Sheet) => {
    client.setQueryData(promptQuery(language, id).queryKey, sheet)
    void client.invalidateQueries({ queryKey: ['prompts', language] })
    void client.invalidateQueries({ queryKey: ['flow-names'] })
  }
}

function Wording({ sheet }: { sheet: Sheet }) {
  const { t } = useTranslation()
  const [text, setText] = useState(sheet.text)
  const made = useMade(sheet.language, sheet.id)
  const mayEdit = usePermission('prompts.edit')
  const save = useMutation({ mutationFn: () => prompts.write(sheet.language, sheet.id, text), onSuccess: made, onError: (problem) => notify(explain(problem), 'bad') })
  if (sheet.kind !== 'named' || !mayEdit) return <p className={css.said}>{sheet.text}</p>
  return (
    <div className={css.field}>
      <span>{t('prompts.wording')}</span>
      <Input.TextArea autoSize={{ minRows: 2, maxRows: 8 }} aria-label={t('prompts.wording')} value={text} onChange={(event) => setText(event.target.value)} />
      {text !== sheet.text && <Button size="small" className={css.start ?? ''} loading={save.isPending} onClick={() => save.mutate()}>{t('prompts.saveWording')}</Button>}
    </div>
  )
}

function TakeLine({ take, sheet, onUse }: { take: Take; sheet: Sheet; onUse: (take: number) => void }) {
  const { t } = useTranslation()
  const { moment } = useFormats()
  const [now] = useState(() => Date.now())
  const mayEdit = usePermission('prompts.edit')
  const heard = take.number === sheet.current
  return (
    <li data-heard={heard || undefined} data-testid="prompt-take">
      <b>#{take.number}</b>
      <span>{t(`prompts.origin.${take.origin}`, { detail: take.detail })}</span>
      <span className={css.faint}>{(take.duration / 1000).toFixed(1)} s · {moment(take.created, now)} · {take.author}</span>
      {heard ? (
        <span className={css.heard}><Check size={14} aria-hidden /> {t('prompts.heard')}</span>
      ) : (
        mayEdit && <Button size="small" type="text" onClick={() => onUse(take.number)}>{t('prompts.use')}</Button>
      )}
    </li>
  )
}

function Takes({ sheet }: { sheet: Sheet }) {
  const { t } = useTranslation()
  const made = useMade(sheet.language, sheet.id)
  const mayEdit = usePermission('prompts.edit')
  const onError = (problem: unknown) => notify(explain(problem), 'bad')
  const use = useMutation({ mutationFn: (take: number) => prompts.choose(sheet.language, sheet.id, take), onSuccess: made, onError })
  if (sheet.history.length === 0) return null
  const before = sheet.history.find((take) => take.number < sheet.current)?.number ?? 0
  return (
    <section>
      <header className={css.head}>
        <h3>{t('prompts.takes')}</h3>
        {mayEdit && sheet.current > 0 && (before > 0 || sheet.kind !== 'named') && (
          <Button size="small" icon={<Undo2 size={14} />} loading={use.isPending} data-testid="prompt-undo" onClick={() => use.mutate(before)}>
            {before > 0 ? t('prompts.back', { take: before }) : t('prompts.backToVoice')}
          </Button>
        )}
      </header>
      <ol className={css.takes}>
        {sheet.history.map((take) => <TakeLine key={take.number} take={take} sheet={sheet} onUse={(number) => use.mutate(number)} />)}
      </ol>
    </section>
  )
}

function Uses({ sheet }: { sheet: Sheet }) {
  const { t } = useTranslation()
  const { name } = useFormats()
  if (sheet.uses.length === 0) return null
  return (
    <section>
      <h3>{t('prompts.used')}</h3>
      <ul className={css.uses}>
        {sheet.uses.map((use) => (
          <li key={`${use.flow}/${use.node}`}><Link to={`/flows/${use.flow}`}>{name(use.title)}</Link> › {name(use.label)}</li>
        ))}
      </ul>
    </section>
  )
}

/** One prompt: heard, seen, made anew, cut, taken back. */
export function PromptSheet({ language, id, onGone }: { language: PromptLanguage; id: string; onGone: () => void }) {
  const { t } = useTranslation()
  const client = useQueryClient()
  const mayEdit = usePermission('prompts.edit')
  const { data: sheet, isPending, error } = useQuery(promptQuery(language, id))
  const remove = useMutation({
    mutationFn: () => prompts.remove(language, id),
    onSuccess: () => {
      client.removeQueries({ queryKey: promptQuery(language, id).queryKey })
      void client.invalidateQueries({ queryKey: ['prompts', language] })
      onGone()
    },
    onError: (problem) => notify(explain(problem), 'bad'),
  })
  if (isPending) return <Loading label={t('part.loading')} />
  if (!sheet) return <Failure title={t('problem.load')} help={explain(error)} />
  return (
    <div className={css.sheet} data-testid="prompt-sheet">
      <div className={css.head}>
        <span className={css.faint}>{t(`prompts.in_${language}`)} · {t(`prompts.kind.${sheet.kind}`)}{sheet.kind === 'named' && ` · ${sheet.id}`}{sheet.duration !== null && ` · ${duration(sheet.duration)}`}</span>
        {mayEdit && sheet.takes + Number(sheet.kind === 'named') > 0 && (
          <Popconfirm title={t('prompts.removeSure')} okText={t('prompts.yes')} cancelText={t('prompts.no')} onConfirm={() => remove.mutate()}>
            <Button size="small" type="text" danger icon={<Trash2 size={14} />}>{t('prompts.remove')}</Button>
          </Popconfirm>
        )}
      </div>
      <Wording key={sheet.text} sheet={sheet} />
      {sheet.duration === null ? <p className={css.faint}>{t('prompts.noSound')}</p> : <Wave key={`${sheet.current}/${String(sheet.changed)}`} sheet={sheet} />}
      {mayEdit && <Making sheet={sheet} />}
      <Takes sheet={sheet} />
      <Uses sheet={sheet} />
    </div>
  )
}
