import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Button, Input, Popconfirm, Segmented } from 'antd'
import { Trash2 } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { explain } from '../../api/explain'
import { prompts, promptQuery, type PromptLanguage, type PromptSheet as Sheet } from '../../api/prompts'
import { usePermission } from '../../api/session'
import { notify } from '../../design/notices'
import { Failure, Loading } from '../../design/Placeholders'
import { useFormats } from '../../words/format'
import { Making } from './Making'
import css from './PromptSheet.module.css'
import { refusal } from './refusal'
import { Takes } from './Takes'
import { useKept } from './useKept'
import { Wave } from './Wave'

const onError = (problem: unknown) => notify(refusal(problem), 'bad')

interface WordingProps {
  sheet: Sheet
  text: string
  onType: (text: string) => void
  onSaved: (sheet: Sheet) => void
}

function Wording({ sheet, text, onType, onSaved }: WordingProps) {
  const { t } = useTranslation()
  const mayEdit = usePermission('prompts.edit')
  const save = useMutation({ mutationFn: () => prompts.write(sheet.language, sheet.id, text), onSuccess: onSaved, onError })
  if (sheet.kind !== 'named' || !mayEdit) return <p className={css.said}>{sheet.text}</p>
  return (
    <div className={css.field}>
      <span>{t('prompts.wording')}</span>
      <Input.TextArea autoSize={{ minRows: 2, maxRows: 8 }} maxLength={2000} aria-label={t('prompts.wording')} value={text} onChange={(event) => onType(event.target.value)} />
      {text !== sheet.text && <Button size="small" className={css.start ?? ''} loading={save.isPending} onClick={() => save.mutate()}>{t('prompts.saveWording')}</Button>}
    </div>
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

function Removing({ sheet, onGone }: { sheet: Sheet; onGone: () => void }) {
  const { t } = useTranslation()
  const client = useQueryClient()
  const remove = useMutation({
    mutationFn: () => prompts.remove(sheet.language, sheet.id),
    onSuccess: () => {
      client.removeQueries({ queryKey: promptQuery(sheet.language, sheet.id).queryKey })
      void client.invalidateQueries({ queryKey: ['prompts'] })
      void client.invalidateQueries({ queryKey: ['flow-names'] })
      onGone()
    },
    onError,
  })
  return (
    <Popconfirm title={t('prompts.removeSure')} okText={t('prompts.yes')} cancelText={t('prompts.no')} onConfirm={() => remove.mutate()}>
      <Button size="small" type="text" danger icon={<Trash2 size={14} />} data-testid="prompt-remove">{t('prompts.remove')}</Button>
    </Popconfirm>
  )
}

function Head({ sheet, onLanguage, onGone }: { sheet: Sheet; onLanguage: (language: PromptLanguage) => void; onGone: () => void }) {
  const { t } = useTranslation()
  const mayEdit = usePermission('prompts.edit')
  const isNamed = sheet.kind === 'named'
  return (
    <div className={css.head}>
      {isNamed ? (
        <Segmented<PromptLanguage> size="small" value={sheet.language} options={(['zh', 'en'] as const).map((one) => ({ value: one, label: t(`prompts.in_${one}`) }))} onChange={onLanguage} />
      ) : (
        <span className={css.faint}>{t(`prompts.in_${sheet.language}`)} · {t(`prompts.kind.${sheet.kind}`)}</span>
      )}
      {mayEdit && sheet.changed !== null && (isNamed || sheet.takes > 0) && <Removing sheet={sheet} onGone={onGone} />}
    </div>
  )
}

interface Props {
  language: PromptLanguage
  id: string
  onLanguage: (language: PromptLanguage) => void
  onGone: () => void
}

/** One prompt: heard, seen, made anew, cut, put to use, taken back. */
export function PromptSheet({ language, id, onLanguage, onGone }: Props) {
  const { t } = useTranslation()
  const mayEdit = usePermission('prompts.edit')
  const { data: sheet, isPending, error } = useQuery(promptQuery(language, id))
  const [chosen, setChosen] = useState<number | null>(null)
  const [typed, setTyped] = useState<string | null>(null)
  const kept = useKept(language, id)
  const use = useMutation({
    mutationFn: (take: number) => prompts.choose(language, id, take),
    onSuccess: (changed) => {
      kept(changed)
      setChosen(null)
    },
    onError,
  })
  if (isPending) return <Loading label={t('part.loading')} />
  if (!sheet) return <Failure title={t('problem.load')} help={explain(error)} />
  const saved = (changed: Sheet) => {
    kept(changed)
    setTyped((now) => (now?.trim() === changed.text ? null : now))
  }
  const made = (changed: Sheet) => {
    saved(changed)
    setChosen(changed.history[0]?.number ?? null)
  }
  const newest = sheet.kind === 'named' ? (sheet.history[0]?.number ?? 0) : 0
  const number = chosen ?? (sheet.current || newest)
  const take = sheet.history.find((one) => one.number === number)
  const text = typed ?? sheet.text
  return (
    <div className={css.sheet} data-testid="prompt-sheet">
      <Head sheet={sheet} onLanguage={onLanguage} onGone={onGone} />
      <Wording sheet={sheet} text={text} onType={setTyped} onSaved={saved} />
      {take || sheet.duration !== null ? (
        <Wave key={number} sheet={sheet} take={take} using={use.isPending} onMade={made} onUse={use.mutate} />
      ) : (
        <p className={css.faint}>{t('prompts.noSound')}</p>
      )}
      {mayEdit && <Making sheet={sheet} wording={text} onMade={made} />}
      <Takes sheet={sheet} shown={number} busy={use.isPending} onShow={setChosen} onUse={use.mutate} />
      <Uses sheet={sheet} />
    </div>
  )
}
