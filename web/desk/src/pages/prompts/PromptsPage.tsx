import { useQuery } from '@tanstack/react-query'
import { Button, Input, Segmented, Select } from 'antd'
import { AudioLines, Pause, Play, Plus, Search } from 'lucide-react'
import { useDeferredValue, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useNavigate, useParams } from 'react-router'
import { promptsQuery, promptSound, type PromptLanguage, type PromptRow } from '../../api/prompts'
import { usePermission } from '../../api/session'
import { Sheet } from '../../design/Sheet'
import { ListState } from '../../record/ListState'
import { PageHead } from '../../record/PageHead'
import { VirtualRows } from '../../record/VirtualRows'
import { learn } from '../../words'
import { duration, useFormats } from '../../words/format'
import { NewPrompt } from './NewPrompt'
import { PromptSheet } from './PromptSheet'
import css from './PromptsPage.module.css'
import { useOneSound } from './useOneSound'

await learn('prompts')

const ROW = 44
const KINDS = ['named', 'sentence', 'announcement', 'piece'] as const

/** How long it is; under a minute to the tenth of a second. */
const length = (millis: number | null) =>
  millis === null ? '—' : millis < 60_000 ? `${(millis / 1000).toFixed(1)} s` : duration(millis)

function useSource(): (row: PromptRow) => string {
  const { t } = useTranslation()
  return (row) => {
    if (row.current > 0) return t('prompts.own', { take: row.current })
    return row.kind === 'named' ? '—' : t('prompts.voice')
  }
}

function Cells({ row, playing, onPlay }: { row: PromptRow; playing: boolean; onPlay: () => void }) {
  const { t } = useTranslation()
  const { name, language } = useFormats()
  const sourceOf = useSource()
  const uses = row.uses.map((use) => `${name(use.title)} › ${name(use.label)}`).join(language === 'zh' ? '、' : ', ')
  return (
    <>
      <span role="cell" className={css.play} onClick={(event) => event.stopPropagation()}>
        <Button
          type="text"
          size="small"
          shape="circle"
          disabled={row.duration === null}
          aria-label={t(playing ? 'prompts.pause' : 'prompts.play')}
          icon={playing ? <Pause size={15} /> : <Play size={15} />}
          onClick={onPlay}
        />
      </span>
      <span role="cell" className={css.text} title={row.text}>
        {row.kind === 'named' && <b>{row.id}</b>}
        <span>{row.text || t('prompts.noText')}</span>
      </span>
      <span role="cell" className={css.uses} title={uses}>{uses || t(`prompts.kind.${row.kind}`)}</span>
      <span role="cell" className={css.source}>{sourceOf(row)}</span>
      <span role="cell" className={css.length} data-missing={row.duration === null || undefined}>{length(row.duration)}</span>
    </>
  )
}

function HeadCells() {
  const { t } = useTranslation()
  return (
    <>
      <span role="columnheader" aria-label={t('prompts.play')} />
      {(['text', 'used', 'source', 'length'] as const).map((column) => (
        <span key={column} role="columnheader">{t(`prompts.${column}`)}</span>
      ))}
    </>
  )
}

function useFound(language: PromptLanguage, kind: string, q: string) {
  const list = useQuery(promptsQuery(language))
  const wanted = useDeferredValue(q.trim().toLowerCase())
  const rows = useMemo(() => {
    const shown = (list.data ?? []).filter((row) => (kind ? row.kind === kind : row.kind !== 'piece'))
    const has = (row: PromptRow) => `${row.id} ${row.text} ${row.uses.map((use) => `${use.flow} ${use.node}`).join(' ')}`.toLowerCase().includes(wanted)
    return wanted ? shown.filter(has) : shown
  }, [list.data, kind, wanted])
  return { list, rows }
}

/** Everything that callers are told, in both languages: heard, made and made better here. */
export default function PromptsPage() {
  const { t, i18n } = useTranslation()
  const { language: given, id } = useParams()
  const navigate = useNavigate()
  const mayEdit = usePermission('prompts.edit')
  const language: PromptLanguage = given === 'en' || given === 'zh' ? given : i18n.language === 'en' ? 'en' : 'zh'
  const [q, setQ] = useState('')
  const [kind, setKind] = useState('')
  const [adding, setAdding] = useState(false)
  const { list, rows } = useFound(language, kind, q)
  const sound = useOneSound()
  const open = (to?: string, tongue: PromptLanguage = language) => {
    sound.stop()
    void navigate(`/prompts/${tongue}${to ? `/${to}` : ''}`)
  }
  return (
    <div className={css.page}>
      <PageHead title={t('prompts.title')}>
        {mayEdit && (
          <Button type="primary" icon={<Plus size={15} />} data-testid="prompt-add" onClick={() => setAdding(true)}>{t('prompts.add')}</Button>
        )}
      </PageHead>
      <div className={css.filter} role="search">
        <Segmented<PromptLanguage> value={language} options={(['zh', 'en'] as const).map((one) => ({ value: one, label: t(`prompts.in_${one}`) }))} onChange={(one) => open(undefined, one)} />
        <Input className={css.search ?? ''} allowClear prefix={<Search size={14} aria-hidden />} placeholder={t('prompts.search')} aria-label={t('prompts.search')} value={q} onChange={(event) => setQ(event.target.value)} />
        <Select allowClear aria-label={t('prompts.kindLabel')} placeholder={t('prompts.kindLabel')} value={kind || null} options={KINDS.map((one) => ({ value: one, label: t(`prompts.kind.${one}`) }))} onChange={(one: string | undefined) => setKind(one ?? '')} />
      </div>
      <ListState query={list} empty={rows.length === 0} filtered={q !== '' || kind !== ''} icon={AudioLines} words={{ none: t('prompts.none'), noneFound: t('prompts.noneFound'), noneFoundHelp: t('prompts.noneFoundHelp') }}>
        <VirtualRows
          label={t('prompts.title')}
          rows={rows}
          height={ROW}
          columns={css.columns}
          head={<HeadCells />}
          rowId={(row) => row.id}
          selected={id}
          testId="prompt-row"
          render={(row) => <Cells row={row} playing={sound.playing === row.id} onPlay={() => sound.toggle(row.id, promptSound(language, row.id, 0, row.changed))} />}
          onOpen={(row) => open(row.id)}
          onEnd={() => undefined}
        />
      </ListState>
      <Sheet open={adding} width={440} onClose={() => setAdding(false)} title={t('prompts.add')}>
        <NewPrompt language={language} rows={list.data ?? []} onCancel={() => setAdding(false)} onAdded={(added) => { setAdding(false); open(added) }} />
      </Sheet>
      <Sheet open={id !== undefined} width={620} onClose={() => open()} title={rows.find((row) => row.id === id && row.kind === 'named')?.id ?? t('prompts.one')}>
        {id && <PromptSheet key={`${language}/${id}`} language={language} id={id} onLanguage={(tongue) => open(id, tongue)} onGone={() => open()} />}
      </Sheet>
    </div>
  )
}
